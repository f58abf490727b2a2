using Crossdock.Contracts;
using Crossdock.WmsAdapter.Deliveries;
using Crossdock.WmsAdapter.Tests.Support;

namespace Crossdock.WmsAdapter.Tests;

public sealed class When_a_delivery_is_asked_for : WmsFixture
{
    private readonly DeliverOrder command = Command();

    [Fact]
    public async Task Should_be_due_at_once()
    {
        await AskAsync(command);

        var delivery = await FindAsync(command.DeliveryId);
        Assert.Equal((DeliveryState.Pending, Clock.Now), (delivery.State, delivery.DueAt));
        Assert.Equal(command.Reference, delivery.Delivery.Reference);
    }

    [Fact]
    public async Task Should_take_over_a_newer_revision_as_long_as_nothing_was_sent()
    {
        await AskAsync(command);
        await AskAsync(Command(revision: 2, city: "Hoboken"));
        await AskAsync(command);

        Assert.Equal("Hoboken", (await FindAsync(command.DeliveryId)).Delivery.ShipTo.City);
    }

    [Theory]
    [InlineData(DeliveryState.Sending)]
    [InlineData(DeliveryState.Importing)]
    [InlineData(DeliveryState.AtWarehouse)]
    public async Task Should_not_take_over_a_newer_revision_once_it_may_be_sent(DeliveryState state)
    {
        await KnownAsync(command, delivery => delivery.State = state);

        await AskAsync(Command(revision: 2, city: "Hoboken"));

        Assert.Equal("Newark", (await FindAsync(command.DeliveryId)).Delivery.ShipTo.City);
    }

    [Theory]
    [InlineData(DeliveryState.AtWarehouse)]
    [InlineData(DeliveryState.Refused)]
    [InlineData(DeliveryState.Canceled)]
    public async Task Should_answer_again_what_has_come_to_rest(DeliveryState state)
    {
        await KnownAsync(
            command,
            delivery =>
            {
                delivery.State = state;
                delivery.Done();
            }
        );

        await AskAsync(command);

        var delivery = await FindAsync(command.DeliveryId);
        Assert.Equal((state, Clock.Now), (delivery.State, delivery.DueAt));
    }

    [Fact]
    public async Task Should_leave_its_pace_to_what_is_being_worked_on()
    {
        var later = Clock.Now.AddMinutes(5);
        await KnownAsync(command, delivery => (delivery.State, delivery.DueAt) = (DeliveryState.Importing, later));

        await AskAsync(command);

        Assert.Equal(later, (await FindAsync(command.DeliveryId)).DueAt);
    }

    [Fact]
    public async Task Should_refuse_it_where_there_is_no_such_connection()
    {
        var lost = command with { Connection = "no-such-warehouse" };

        await AskAsync(lost);
        await AskAsync(lost);

        Assert.All(
            Published,
            message =>
                Assert.Contains(
                    "no-such-warehouse\": create it",
                    Assert.IsType<OrderRefused>(message).Reason,
                    StringComparison.Ordinal
                )
        );
        Assert.Equal(2, Published.Count());
        Assert.Equal(DeliveryState.Refused, (await FindAsync(command.DeliveryId)).State);
    }

    private Task AskAsync(DeliverOrder asked) => ReceiveAsync<DeliverOrderConsumer>(asked);
}

public sealed class When_a_cancellation_is_asked_for : WmsFixture
{
    private readonly DeliverOrder command = Command();

    [Fact]
    public async Task Should_stop_a_delivery_that_has_not_been_received()
    {
        await CancelAsync();
        await ReceiveAsync<DeliverOrderConsumer>(command);

        await StepAsync(command.DeliveryId);

        Assert.Equal("Voided.", Assert.IsType<DeliveryCanceled>(Assert.Single(Published)).Reason);
        Assert.Empty(Warehouse.Submitted);
    }

    [Fact]
    public async Task Should_not_be_undone_by_a_newer_revision()
    {
        await CancelAsync();
        await ReceiveAsync<DeliverOrderConsumer>(Command(revision: 2));

        await StepAsync(command.DeliveryId);

        Assert.Empty(Warehouse.Submitted);
    }

    [Fact]
    public async Task Should_keep_the_first_reason_and_be_due_again()
    {
        await AtWarehouseAsync(command, "PT-1");

        await CancelAsync();
        await CancelAsync("Another reason.");

        var delivery = await FindAsync(command.DeliveryId);
        Assert.Equal(("Voided.", Clock.Now), (delivery.CancelReason, delivery.DueAt));
    }

    private Task CancelAsync(string reason = "Voided.") =>
        ReceiveAsync<CancelDeliveryConsumer>(new CancelDelivery { Delivery = command, Reason = reason });
}
