using Crossdock.Adapters;
using Crossdock.Contracts;
using Crossdock.WmsAdapter.Deliveries;
using Crossdock.WmsAdapter.Tests.Support;

namespace Crossdock.WmsAdapter.Tests;

public sealed class When_a_delivery_is_to_be_canceled : WmsFixture
{
    private readonly DeliverOrder command = Command();

    [Fact]
    public async Task Should_never_send_what_has_not_left()
    {
        await KnownAsync(command, delivery => delivery.CancelReason = "Voided.");

        await StepAsync(command.DeliveryId);

        Assert.Equal("Voided.", Assert.IsType<DeliveryCanceled>(Assert.Single(Published)).Reason);
        Assert.Empty(Warehouse.Submitted);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_be_canceled_where_the_warehouse_does_so_or_has_it_no_more(bool done)
    {
        await AtWarehouseAsync(command, "PT-1", delivery => delivery.CancelReason = "Voided.");
        Warehouse.Cancel = _ => done ? new Cancellation.Done() : new Cancellation.NotThere();

        await StepAsync(command.DeliveryId);

        var canceled = Assert.Single(Published.OfType<DeliveryCanceled>());
        Assert.Equal("Voided.", canceled.Reason);
        Assert.Empty(canceled.Shipments);
        Assert.Equal(DeliveryState.Canceled, (await FindAsync(command.DeliveryId)).State);
    }

    [Fact]
    public async Task Should_tell_what_had_left_before()
    {
        await AtWarehouseAsync(command, "PT-1", delivery => delivery.CancelReason = "Voided.");
        Warehouse.Cancel = _ => new Cancellation.Done();
        Warehouse.Parcels = _ => [Parcel("box", "1Z1")];

        await StepAsync(command.DeliveryId);

        var parcel = Assert.Single(Published.OfType<ShipmentTracked>());
        Assert.Equal([parcel.ShipmentId], Assert.Single(Published.OfType<DeliveryCanceled>()).Shipments);
    }

    [Fact]
    public async Task Should_be_canceled_although_the_warehouse_names_no_parcels()
    {
        await AtWarehouseAsync(command, "PT-1", delivery => delivery.CancelReason = "Voided.");
        Warehouse.Cancel = _ => new Cancellation.Done();
        Warehouse.Parcels = _ => throw Problem(ConnectionProblem.Refused);

        Assert.Null(await StepAsync(command.DeliveryId));

        Assert.Single(Published.OfType<DeliveryCanceled>());
    }

    [Fact]
    public async Task Should_say_that_it_is_too_late_and_ask_no_more()
    {
        await AtWarehouseAsync(command, "PT-1", delivery => delivery.CancelReason = "Voided.");
        Warehouse.Cancel = _ => new Cancellation.TooLate("It is packed.");
        await StepAsync(command.DeliveryId);
        Assert.Equal("It is packed.", Assert.Single(Published.OfType<CancelRefused>()).Reason);

        Warehouse.Cancel = _ => throw new InvalidOperationException("Asked twice.");
        await StepAsync(command.DeliveryId);

        Assert.Equal(2, Published.OfType<CancelRefused>().Count());
        Assert.Equal(DeliveryState.AtWarehouse, (await FindAsync(command.DeliveryId)).State);
    }

    [Fact]
    public async Task Should_tell_a_person_where_the_warehouse_will_not_hear_of_it()
    {
        await AtWarehouseAsync(command, "PT-1", delivery => delivery.CancelReason = "Voided.");
        Warehouse.Cancel = _ => throw Problem(ConnectionProblem.Refused);

        Assert.Null(await StepAsync(command.DeliveryId));

        Assert.Equal("It is Refused.", Assert.Single(Published.OfType<CancelRefused>()).Reason);
        Assert.Null((await FindAsync(command.DeliveryId)).DueAt);
    }

    [Fact]
    public async Task Should_not_ask_where_all_has_left()
    {
        await AtWarehouseAsync(
            command,
            "PT-1",
            delivery => (delivery.CancelReason, delivery.Complete) = ("Voided.", true)
        );

        Assert.Null(await StepAsync(command.DeliveryId));
        Assert.Empty(Published.OfType<DeliveryCanceled>());
    }

    [Fact]
    public async Task Should_ask_again_after_an_unclear_answer()
    {
        await AtWarehouseAsync(command, "PT-1", delivery => delivery.CancelReason = "Voided.");
        Warehouse.Cancel = _ => throw Problem(ConnectionProblem.Unclear);
        Assert.NotNull(await StepAsync(command.DeliveryId));
        Assert.Empty(Published);

        Warehouse.Cancel = _ => new Cancellation.Done();
        await StepAsync(command.DeliveryId);

        Assert.Single(Published.OfType<DeliveryCanceled>());
    }

    [Fact]
    public async Task Should_cancel_as_soon_as_it_is_clear_that_the_warehouse_has_it()
    {
        await KnownAsync(
            command,
            delivery =>
            {
                (delivery.State, delivery.SentAt) = (DeliveryState.Importing, Clock.Now);
                delivery.CancelReason = "Voided.";
            }
        );
        Warehouse.Find = _ => new Submission.Accepted("PT-1");
        Warehouse.Cancel = _ => new Cancellation.Done();

        await StepAsync(command.DeliveryId);
        Assert.Equal(Clock.Now, (await FindAsync(command.DeliveryId)).DueAt);
        await StepAsync(command.DeliveryId);

        Assert.Single(Published.OfType<DeliveryCanceled>());
    }

    [Fact]
    public async Task Should_not_send_it_again_where_it_did_not_arrive()
    {
        await KnownAsync(
            command,
            delivery =>
            {
                (delivery.State, delivery.SentAt) = (DeliveryState.Sending, Clock.Now);
                delivery.CancelReason = "Voided.";
            }
        );
        Warehouse.Find = _ => null;
        Clock.Now += new DeliveryOptions().UnclearGrace;

        await StepAsync(command.DeliveryId);
        await StepAsync(command.DeliveryId);

        Assert.Empty(Warehouse.Submitted);
        Assert.Single(Published.OfType<DeliveryCanceled>());
    }
}
