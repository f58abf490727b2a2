using Crossdock.Adapters;
using Crossdock.Contracts;
using Crossdock.WmsAdapter.Deliveries;
using Crossdock.WmsAdapter.Tests.Support;

namespace Crossdock.WmsAdapter.Tests;

/// <summary>What the warehouse reports of a delivery counts, however the delivery ended.</summary>
public sealed class When_a_delivery_that_had_ended_moves : WmsFixture
{
    private readonly DeliverOrder command = Command();

    [Theory]
    [InlineData(ProgressKind.Shipped)]
    [InlineData(ProgressKind.PartlyShipped)]
    public async Task Should_bring_the_parcels_of_a_canceled_one(ProgressKind kind)
    {
        await CanceledAsync();
        Warehouse.Parcels = _ => [Parcel("a", "1Z1")];

        await PollAsync(new DeliveryProgress("PT-1", kind, "left"));
        await StepAsync(command.DeliveryId);

        Assert.Equal("1Z1", Assert.Single(Published.OfType<ShipmentTracked>()).TrackingNumber);
        Assert.Single(Published.OfType<DeliveryCanceled>());
    }

    [Fact]
    public async Task Should_cancel_one_again_that_the_warehouse_opened_again()
    {
        await CanceledAsync();
        Warehouse.Cancel = _ => new Cancellation.Done();

        // A status from before the cancellation may be read after it.
        await PollAsync(new DeliveryProgress("PT-1", ProgressKind.Moving, "Picking"));
        Assert.Equal(DeliveryState.Canceled, (await FindAsync(command.DeliveryId)).State);

        await PollAsync(new DeliveryProgress("PT-1", ProgressKind.Canceled, "Cancelled"));
        await PollAsync(new DeliveryProgress("PT-1", ProgressKind.Moving, "Picking"));
        Assert.Equal(DeliveryState.AtWarehouse, (await FindAsync(command.DeliveryId)).State);
        await StepAsync(command.DeliveryId);

        Assert.Equal(1, Assert.Single(Published.OfType<OrderDelivered>()).Turn);
        Assert.Equal(1, Assert.Single(Published.OfType<DeliveryCanceled>()).Turn);
    }

    [Theory]
    [InlineData(DeliveryState.Missing)]
    [InlineData(DeliveryState.Refused)]
    public async Task Should_look_at_once_for_a_lost_one_whose_number_is_seen(DeliveryState state)
    {
        await LostAsync(state);

        await PollAsync(
            new($"XD{command.Reference}", ProgressKind.Shipped, "left"),
            new DeliveryProgress("OTHER", default, "x")
        );

        Assert.Equal(Clock.Now, (await FindAsync(command.DeliveryId)).DueAt);
    }

    [Fact]
    public async Task Should_go_on_looking_for_one_that_is_missing_until_it_turns_up_and_bring_its_parcels()
    {
        await LostAsync(DeliveryState.Missing);
        Warehouse.Find = _ => null;
        await StepAsync(command.DeliveryId);
        Assert.True(Assert.Single(Published.OfType<OrderRefused>()).MayStillArrive);
        Assert.InRange((await FindAsync(command.DeliveryId)).DueAt!.Value, Clock.Now, Clock.Now.AddMinutes(5));

        Warehouse.Find = _ => new Submission.Accepted("PT-1");
        await StepAsync(command.DeliveryId);

        Assert.Equal(1, Assert.Single(Published.OfType<OrderDelivered>()).Turn);
        // It shipped before its number was known: the statuses are read again from when it was sent.
        var sentAt = (await FindAsync(command.DeliveryId)).SentAt!.Value;
        Assert.Equal(sentAt.AddMinutes(-10), await PollAsync());
        Warehouse.Parcels = _ => [Parcel("a", "1Z1")];
        await PollAsync(new DeliveryProgress("PT-1", ProgressKind.Shipped, "left"));
        Assert.Equal(Clock.Now.AddMinutes(-10), await PollAsync());
        Assert.Single((await FindAsync(command.DeliveryId)).Parcels);
    }

    [Fact]
    public async Task Should_cancel_a_missing_one_that_turns_up_and_is_not_wanted()
    {
        await LostAsync(DeliveryState.Missing);
        await ReceiveAsync<CancelDeliveryConsumer>(new CancelDelivery { Delivery = command, Reason = "Voided." });
        Warehouse.Find = _ => new Submission.Accepted("PT-1");
        Warehouse.Cancel = _ => new Cancellation.Done();

        await StepAsync(command.DeliveryId);
        await StepAsync(command.DeliveryId);

        Assert.Equal("Voided.", Assert.Single(Published.OfType<DeliveryCanceled>()).Reason);
    }

    private Task CanceledAsync() =>
        AtWarehouseAsync(
            command,
            "PT-1",
            delivery => (delivery.State, delivery.Reason, delivery.CancelReason) = (DeliveryState.Canceled, "V.", "V.")
        );

    private Task LostAsync(DeliveryState state) =>
        KnownAsync(
            command,
            delivery =>
            {
                (delivery.State, delivery.Reason) = (state, "It is lost.");
                (delivery.SentAt, delivery.NotFoundCount) = (
                    Clock.Now.AddHours(-9),
                    state == DeliveryState.Missing ? 100 : 0
                );
                delivery.Done();
            }
        );

    private Task<DateTimeOffset?> PollAsync(params DeliveryProgress[] progress)
    {
        Warehouse.Progress.Clear();
        Warehouse.Progress.Add(progress);
        return Get<ShipmentDownload>()
            .PollAsync(Connection, Clock.Now.AddMinutes(-15), _ => Task.CompletedTask, CancellationToken.None);
    }
}

public sealed class When_a_tracking_number_changes : WmsFixture
{
    private readonly DeliverOrder command = Command();

    [Theory]
    [InlineData(ProgressKind.PartlyShipped)]
    [InlineData(ProgressKind.Shipped)]
    public async Task Should_correct_the_parcel_and_keep_its_id(ProgressKind kind)
    {
        await AtWarehouseAsync(command, "PT-1");
        foreach (var number in (string[])["1ZA", "1ZB", "1ZC"])
        {
            await PollAsync(kind, Parcel("7001", number));
            await StepAsync(command.DeliveryId);
        }

        var told = Published.OfType<ShipmentTracked>().ToList();
        Assert.Equal([("1ZA", 0), ("1ZB", 1), ("1ZC", 2)], told.Select(one => (one.TrackingNumber, one.Version)));
        Assert.Single(told.Select(one => one.ShipmentId).Distinct());
    }

    [Fact]
    public async Task Should_correct_a_parcel_that_its_number_alone_identifies()
    {
        await AtWarehouseAsync(command, "PT-1");
        await PollAsync(ProgressKind.PartlyShipped, Parcel("1ZA", "1ZA", 2), Parcel("1ZX", "1ZX"));

        await PollAsync(
            ProgressKind.PartlyShipped,
            Parcel("1ZB", "1ZB", 2),
            Parcel("1ZX", "1ZX"),
            Parcel("1ZC", "1ZC")
        );

        Assert.Equal(
            ["1ZB", "1ZX", "1ZC"],
            (await FindAsync(command.DeliveryId)).Parcels.Select(one => one.TrackingNumber)
        );
    }

    [Fact]
    public async Task Should_not_ask_again_while_the_numbers_stay_the_same()
    {
        await AtWarehouseAsync(command, "PT-1");
        await PollAsync(ProgressKind.PartlyShipped, Parcel("7001", "1ZA"));
        await PollAsync(ProgressKind.PartlyShipped, Parcel("7001", "1ZA"));

        Assert.Single(Warehouse.AskedForParcels);
    }

    [Theory]
    [InlineData("N/A", null)]
    [InlineData("1ZAAA0000000000001, 1ZAAA0000000000002", "1ZAAA0000000000001", "1ZAAA0000000000002")]
    public async Task Should_name_each_number_of_a_field_and_none_for_a_word(
        string text,
        string? first,
        params string[] others
    )
    {
        await AtWarehouseAsync(command, "PT-1");
        await PollAsync(ProgressKind.Shipped, Parcel("7001", text));
        await StepAsync(command.DeliveryId);

        var parcel = Assert.Single(Published.OfType<ShipmentTracked>());
        Assert.Equal(first, parcel.TrackingNumber);
        Assert.Equal(others, parcel.OtherTrackingNumbers);
    }

    private async Task PollAsync(ProgressKind kind, params Parcel[] parcels)
    {
        Warehouse.Progress.Clear();
        Warehouse.Progress.Add([
            new("PT-1", kind, $"{kind}") { TrackingNumbers = [.. parcels.Select(one => one.TrackingNumber)] },
        ]);
        Warehouse.Parcels = _ => parcels;
        await Get<ShipmentDownload>().PollAsync(Connection, null, _ => Task.CompletedTask, CancellationToken.None);
    }
}
