using Crossdock.Adapters;
using Crossdock.Contracts;
using Crossdock.WmsAdapter.Deliveries;
using Crossdock.WmsAdapter.Tests.Support;

namespace Crossdock.WmsAdapter.Tests;

public sealed class When_a_delivery_goes_to_the_warehouse : WmsFixture
{
    private readonly DeliverOrder command = Command();

    [Fact]
    public async Task Should_say_the_warehouses_number_when_it_is_accepted()
    {
        await KnownAsync(command);
        Warehouse.Submit = _ => Answer(new Submission.Accepted("PT-1"));

        await StepAsync(command.DeliveryId);

        var delivered = Assert.IsType<OrderDelivered>(Assert.Single(Published));
        Assert.Equal(
            (command.OrderId, command.DeliveryId, "PT-1", 1),
            (delivered.OrderId, delivered.DeliveryId, delivered.WarehouseNumber, delivered.Revision)
        );
        var delivery = await FindAsync(command.DeliveryId);
        Assert.Equal(DeliveryState.AtWarehouse, delivery.State);
        Assert.Null(delivery.DueAt);
    }

    [Fact]
    public async Task Should_note_how_it_was_sent_and_keep_the_note_beside_later_ones()
    {
        await KnownAsync(command);
        Warehouse.Submit = _ => Answer(new Submission.Accepted("PT-1") { Note = "Characters were replaced." });

        await StepAsync(command.DeliveryId);
        Assert.Equal("Characters were replaced.", Published.OfType<DeliveryNoted>().Single().Note);

        var delivery = await FindAsync(command.DeliveryId);
        delivery.Note = "The warehouse holds the delivery.";
        Assert.Equal(
            "Characters were replaced. The warehouse holds the delivery.",
            DeliveryPublisher.MessagesOf(delivery).OfType<DeliveryNoted>().Single().Note
        );
    }

    [Fact]
    public async Task Should_wait_for_the_day_on_which_it_may_be_sent()
    {
        var until = Clock.Now + TimeSpan.FromDays(30);
        await KnownAsync(command with { HoldUntil = until, StartDate = until + TimeSpan.FromDays(7) });
        Warehouse.Submit = _ => Answer(new Submission.Accepted("PT-1"));

        await StepAsync(command.DeliveryId);

        Assert.Empty(Warehouse.Submitted);
        var held = await FindAsync(command.DeliveryId);
        Assert.Equal((DeliveryState.Pending, until), (held.State, held.DueAt));
        Assert.Equal(held.Note, Assert.IsType<DeliveryNoted>(Assert.Single(Published)).Note);
        Assert.Contains($"{until:yyyy-MM-dd}", held.Note, StringComparison.Ordinal);

        Clock.Now = until;
        await StepAsync(command.DeliveryId);

        Assert.Single(Warehouse.Submitted);
        Assert.Null((await FindAsync(command.DeliveryId)).Note);
        Assert.Null(Assert.IsType<DeliveryNoted>(Published.Last()).Note);
    }

    [Fact]
    public async Task Should_be_canceled_while_it_waits_for_its_day()
    {
        await KnownAsync(
            command with
            {
                HoldUntil = Clock.Now + TimeSpan.FromDays(30),
            },
            delivery => delivery.CancelReason = "It was voided in the cart."
        );

        await StepAsync(command.DeliveryId);

        Assert.Empty(Warehouse.Submitted);
        Assert.IsType<DeliveryCanceled>(Assert.Single(Published));
    }

    [Fact]
    public async Task Should_have_stored_the_intent_before_the_warehouse_hears_of_it()
    {
        await KnownAsync(command);
        DeliveryState? stored = null;
        Warehouse.Submit = async sent =>
        {
            stored = (await FindAsync(sent.DeliveryId)).State;
            return new Submission.Accepted("PT-1");
        };

        await StepAsync(command.DeliveryId);

        Assert.Equal(DeliveryState.Sending, stored);
    }

    [Fact]
    public async Task Should_not_send_what_somebody_else_has_taken_over()
    {
        var mine = await KnownAsync(command);
        Assert.True(await Deliveries.ReplaceAsync(await FindAsync(command.DeliveryId), default));

        await Assert.ThrowsAsync<InvalidOperationException>(() => Get<OrderDelivery>().StepAsync([mine], default));

        Assert.Empty(Warehouse.Submitted);
    }

    [Fact]
    public async Task Should_say_a_refusal_in_the_warehouses_words()
    {
        await KnownAsync(command);
        Warehouse.Submit = _ => Answer(new Submission.Refused("No such item."));

        await StepAsync(command.DeliveryId);

        Assert.Equal("No such item.", Assert.IsType<OrderRefused>(Assert.Single(Published)).Reason);
        Assert.Equal(DeliveryState.Refused, (await FindAsync(command.DeliveryId)).State);
    }

    [Fact]
    public async Task Should_take_a_refused_call_for_a_refusal()
    {
        await KnownAsync(command);
        Warehouse.Submit = _ => throw Problem(ConnectionProblem.Refused);

        Assert.Null(await StepAsync(command.DeliveryId));

        Assert.IsType<OrderRefused>(Assert.Single(Published));
    }

    [Theory]
    [InlineData(ConnectionProblem.Unreachable)]
    [InlineData(ConnectionProblem.WrongAddress)]
    [InlineData(ConnectionProblem.Credentials)]
    [InlineData(ConnectionProblem.Throttled)]
    [InlineData(ConnectionProblem.Down)]
    public async Task Should_send_it_later_where_nothing_was_done(ConnectionProblem problem)
    {
        await KnownAsync(command);
        Warehouse.Submit = _ => throw Problem(problem);

        Assert.Equal(problem, (await StepAsync(command.DeliveryId))?.Problem);
        Assert.Equal(DeliveryState.Pending, (await FindAsync(command.DeliveryId)).State);
        Assert.Empty(Published);

        Warehouse.Submit = _ => Answer(new Submission.Accepted("PT-1"));
        await StepAsync(command.DeliveryId);
        Assert.IsType<OrderDelivered>(Assert.Single(Published));
    }

    [Fact]
    public async Task Should_say_nothing_before_the_warehouse_has_imported_it()
    {
        await KnownAsync(command);
        Warehouse.Submit = _ => Answer(new Submission.Pending());
        await StepAsync(command.DeliveryId);
        Assert.Empty(Published);

        Warehouse.Find = _ => new Submission.Pending();
        await StepAsync(command.DeliveryId);
        Assert.Empty(Published);

        Warehouse.Find = reference => reference == command.Reference ? new Submission.Accepted("PT-1") : null;
        await StepAsync(command.DeliveryId);
        Assert.IsType<OrderDelivered>(Assert.Single(Published));
        Assert.Single(Warehouse.Submitted);
    }

    [Fact]
    public async Task Should_say_a_refusal_of_the_import()
    {
        await KnownAsync(command);
        Warehouse.Submit = _ => Answer(new Submission.Pending());
        Warehouse.Find = _ => new Submission.Refused("Unknown UPC.");

        await StepAsync(command.DeliveryId);
        await StepAsync(command.DeliveryId);

        Assert.Equal("Unknown UPC.", Assert.IsType<OrderRefused>(Assert.Single(Published)).Reason);
    }

    [Fact]
    public async Task Should_look_in_pauses_that_double_up_to_five_minutes()
    {
        await KnownAsync(command);
        Warehouse.Submit = _ => Answer(new Submission.Pending());
        Warehouse.Find = _ => new Submission.Pending();

        var pauses = new List<double>();
        for (var i = 0; i < 9; i++)
        {
            await StepAsync(command.DeliveryId);
            pauses.Add(((await FindAsync(command.DeliveryId)).DueAt! - Clock.Now).Value.TotalSeconds);
        }

        Assert.Equal([5, 10, 20, 40, 80, 160, 300, 300, 300], pauses);
    }

    private static Task<Submission> Answer(Submission answer) => Task.FromResult(answer);
}
