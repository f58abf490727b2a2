using Crossdock.Adapters;
using Crossdock.Contracts;
using Crossdock.WmsAdapter.Deliveries;
using Crossdock.WmsAdapter.Reconciliation;
using Crossdock.WmsAdapter.Tests.Support;

namespace Crossdock.WmsAdapter.Tests;

public sealed class When_a_warehouse_is_listed : WmsFixture
{
    private readonly Guid id = Guid.NewGuid();

    [Fact]
    public async Task Should_list_and_follow_what_moved_and_say_what_was_not_known()
    {
        await AtWarehouseAsync(Command(1), "PT-1");
        await AtWarehouseAsync(Command(2), "PT-2");
        Warehouse.Parcels = _ => [Parcel("box", "1Z1", 2)];
        Warehouse.Progress.Add([
            new("PT-1", ProgressKind.Moving, "Printed"),
            new("PT-2", ProgressKind.Shipped, "Shipped") { TrackingNumbers = ["1Z1"] },
            new("PT-9", ProgressKind.Moving, "Printed"),
        ]);

        var listed = await ListAsync();

        Assert.Equal((1, null), (listed.Pages, listed.Failure));
        Assert.Equal(
            [("PT-1", ListedStatus.Open), ("PT-2", ListedStatus.Shipped), ("PT-9", ListedStatus.Open)],
            listed.Deliveries.Select(one => (one.WarehouseNumber, one.Status))
        );
        Assert.True(listed.Deliveries[1].IsNews);
        Assert.Equal(Command(2).OrderId, listed.Deliveries[1].Order);
        Assert.Null(listed.Deliveries[2].Order);
        Assert.Single((await FindAsync(Command(2).DeliveryId)).Parcels);
    }

    [Fact]
    public async Task Should_not_call_our_own_cancellation_news()
    {
        await AtWarehouseAsync(Command(), "PT-1", delivery => delivery.State = DeliveryState.Canceled);
        Warehouse.Progress.Add([new("PT-1", ProgressKind.Canceled, "Cancelled")]);

        Assert.False(Assert.Single((await ListAsync()).Deliveries).IsNews);
    }

    [Fact]
    public async Task Should_look_for_what_it_does_not_list_and_ought_to_have()
    {
        await AtWarehouseAsync(Command(1), "PT-1");
        await AtWarehouseAsync(Command(2), "PT-2");
        await AtWarehouseAsync(Command(3), "PT-3", delivery => delivery.SentAt = Clock.Now.AddDays(-9));
        Warehouse.Find = reference => reference == "REF-2" ? new Submission.Accepted("PT-2") : null;

        var missing = Assert.Single((await ListAsync()).Deliveries);

        Assert.Equal(("PT-1", ListedStatus.NotFound), (missing.WarehouseNumber, missing.Status));
        Assert.Equal(Command(1).DeliveryId, missing.Delivery);
    }

    [Fact]
    public async Task Should_say_why_it_cannot_be_read()
    {
        Warehouse.WhileReading = () => throw Problem(ConnectionProblem.Down);

        var listed = await ListAsync(ConnectionProblem.Down);

        Assert.Equal((1, "It is Down."), (listed.Pages, listed.Failure));
        Assert.Null((await FindAsync<WarehouseListDocument>($"{id:D}:{Connection}")).DueAt);
    }

    [Fact]
    public async Task Should_say_at_once_that_there_is_no_such_connection()
    {
        await ReceiveAsync<ReconcileWarehouseConsumer>(Request("other-warehouse"));

        Assert.Equal(
            "There is no connection other-warehouse.",
            Assert.Single(Published.OfType<WarehouseListed>()).Failure
        );
    }

    private async Task<WarehouseListed> ListAsync(ConnectionProblem? expected = null)
    {
        await ReceiveAsync<ReconcileWarehouseConsumer>(Request(Connection));
        await ReceiveAsync<ReconcileWarehouseConsumer>(Request(Connection));
        var problem = await StepAsync<WarehouseListing, WarehouseListDocument>($"{id:D}:{Connection}");
        Assert.Equal(expected, problem?.Problem);
        return Assert.Single(Published.OfType<WarehouseListed>());
    }

    private ReconcileWarehouse Request(string connection) =>
        new()
        {
            ReconciliationId = id,
            Connection = connection,
            From = Clock.Now.AddDays(-7),
        };
}
