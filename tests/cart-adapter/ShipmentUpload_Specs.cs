using Crossdock.Adapters;
using Crossdock.CartAdapter.Shipments;
using Crossdock.CartAdapter.Tests.Support;
using Crossdock.Contracts;
using Crossdock.Platform.Storage;

namespace Crossdock.CartAdapter.Tests;

public sealed class When_a_parcel_is_confirmed_in_the_cart : CartFixture
{
    private static readonly ConfirmShipment Command = new()
    {
        ShipmentId = DerivedId.OfShipment(Guid.Empty, "box", "1Z1"),
        OrderId = DerivedId.OfOrder(Connection, "1"),
        Connection = Connection,
        Merchant = "acme",
        CartOrderId = "1",
        OrderNumber = "#1",
        TrackingNumber = "1Z1",
        ShippedAt = DateTimeOffset.UnixEpoch,
        Lines = [new() { LineId = "l1", Quantity = 2 }],
    };

    private static readonly string Id = Command.ShipmentId.ToString("D");

    [Fact]
    public async Task Should_say_that_the_cart_shows_it()
    {
        await AskAsync();
        Cart.Confirm = _ => Task.CompletedTask;

        await StepAsync();

        var confirmed = Assert.IsType<ShipmentConfirmed>(Assert.Single(Published));
        Assert.Equal(
            (Command.OrderId, Command.ShipmentId, Clock.Now),
            (confirmed.OrderId, confirmed.ShipmentId, confirmed.ConfirmedAt)
        );
        Assert.Equal([false], Cart.MaybeSent);
        Assert.Null((await DocumentAsync()).DueAt);
    }

    [Fact]
    public async Task Should_have_stored_the_intent_before_the_cart_hears_of_it()
    {
        await AskAsync();
        ShipmentState? stored = null;
        Cart.Confirm = async _ => stored = (await DocumentAsync()).State;

        await StepAsync();

        Assert.Equal(ShipmentState.Sending, stored);
    }

    [Fact]
    public async Task Should_look_before_it_sends_after_the_process_died_between_intent_and_answer()
    {
        await AskAsync();
        await Get<IDocuments<ShipmentDocument>>()
            .UpdateAsync(Id, known => (known.State = ShipmentState.Sending) != default, default);
        Cart.Confirm = _ => Task.CompletedTask;

        await StepAsync();

        Assert.Equal([true], Cart.MaybeSent);
        Assert.IsType<ShipmentConfirmed>(Assert.Single(Published));
    }

    [Fact]
    public async Task Should_not_tell_what_somebody_else_has_taken_over()
    {
        await AskAsync();
        var mine = await DocumentAsync();
        await Get<IDocuments<ShipmentDocument>>().UpdateAsync(Id, _ => true, default);

        await Assert.ThrowsAsync<InvalidOperationException>(() => Get<ShipmentUpload>().StepAsync([mine], default));

        Assert.Empty(Cart.MaybeSent);
    }

    [Fact]
    public async Task Should_look_before_it_sends_after_an_unclear_answer()
    {
        await AskAsync();
        Cart.Confirm = _ => throw Problem(ConnectionProblem.Unclear);
        Assert.Equal(ConnectionProblem.Unclear, (await StepAsync())?.Problem);
        Assert.Empty(Published);

        Cart.Confirm = _ => Task.CompletedTask;
        await StepAsync();

        Assert.Equal([false, true], Cart.MaybeSent);
        Assert.IsType<ShipmentConfirmed>(Assert.Single(Published));
    }

    [Theory]
    [InlineData(ConnectionProblem.Unreachable)]
    [InlineData(ConnectionProblem.Credentials)]
    [InlineData(ConnectionProblem.Throttled)]
    [InlineData(ConnectionProblem.Down)]
    public async Task Should_not_need_to_look_where_nothing_was_done(ConnectionProblem problem)
    {
        await AskAsync();
        Cart.Confirm = _ => throw Problem(problem);
        await StepAsync();
        Assert.Equal(ShipmentState.Pending, (await DocumentAsync()).State);

        Cart.Confirm = _ => Task.CompletedTask;
        await StepAsync();

        Assert.Equal([false, false], Cart.MaybeSent);
    }

    [Fact]
    public async Task Should_still_look_where_nothing_was_done_after_an_unclear_try()
    {
        await AskAsync();
        foreach (var problem in (ConnectionProblem[])[ConnectionProblem.Unclear, ConnectionProblem.Down])
        {
            Cart.Confirm = _ => throw Problem(problem);
            await StepAsync();
        }

        Cart.Confirm = _ => Task.CompletedTask;
        await StepAsync();

        Assert.Equal([false, true, true], Cart.MaybeSent);
    }

    [Fact]
    public async Task Should_say_a_refusal_and_ask_no_more()
    {
        await AskAsync();
        Cart.Confirm = _ => throw Problem(ConnectionProblem.Refused);

        Assert.Null(await StepAsync());
        await StepAsync();

        Assert.Equal(2, Published.OfType<ShipmentRefused>().Count());
        Assert.Equal("It is Refused.", Published.OfType<ShipmentRefused>().First().Reason);
        Assert.Single(Cart.MaybeSent);
    }

    [Fact]
    public async Task Should_ask_the_cart_once_more_when_it_is_asked_for_again()
    {
        await AskAsync();
        Cart.Confirm = _ => throw Problem(ConnectionProblem.Refused);
        await StepAsync();

        await AskAsync();
        Cart.Confirm = _ => Task.CompletedTask;
        await StepAsync();

        Assert.Equal([false, true], Cart.MaybeSent);
        Assert.Single(Published.OfType<ShipmentConfirmed>());
        Assert.Null((await DocumentAsync()).Reason);
    }

    [Fact]
    public async Task Should_answer_again_and_tell_the_cart_once_when_it_is_asked_twice()
    {
        await AskAsync();
        Cart.Confirm = _ => Task.CompletedTask;
        await StepAsync();

        await AskAsync();
        Assert.Equal(Clock.Now, (await DocumentAsync()).DueAt);
        await StepAsync();

        Assert.Equal(2, Published.OfType<ShipmentConfirmed>().Count());
        Assert.Single(Cart.MaybeSent);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Should_correct_what_the_cart_shows(bool refused)
    {
        await AskAsync();
        Cart.Confirm = _ => refused ? throw Problem(ConnectionProblem.Refused) : Task.CompletedTask;
        await StepAsync();

        var corrected = Command with { TrackingNumber = "1Z2", Version = 1 };
        await ReceiveAsync<ConfirmShipmentConsumer>(corrected);
        ConfirmShipment? sent = null;
        Cart.Confirm = shipment =>
        {
            sent = shipment;
            return Task.CompletedTask;
        };
        await AskAsync(); // What it was before comes late.
        await StepAsync();

        Assert.Equal("1Z2", sent?.TrackingNumber);
        Assert.Equal([false, true], Cart.MaybeSent);
        Assert.Equal(1, Published.OfType<ShipmentConfirmed>().Last().Version);
    }

    [Fact]
    public async Task Should_leave_its_pace_to_what_is_being_worked_on()
    {
        await AskAsync();
        var later = Clock.Now.AddMinutes(5);
        await Get<IDocuments<ShipmentDocument>>()
            .UpdateAsync(
                Id,
                known =>
                {
                    (known.State, known.DueAt) = (ShipmentState.Sending, later);
                    return true;
                },
                default
            );

        await AskAsync();

        Assert.Equal(later, (await DocumentAsync()).DueAt);
    }

    private Task AskAsync() => ReceiveAsync<ConfirmShipmentConsumer>(Command);

    private Task<ConnectionProblemException?> StepAsync() => StepAsync<ShipmentUpload, ShipmentDocument>(Id);

    private Task<ShipmentDocument> DocumentAsync() => FindAsync<ShipmentDocument>(Id);
}
