using Crossdock.Adapters;
using Crossdock.Contracts;
using Crossdock.WmsAdapter.Deliveries;
using Crossdock.WmsAdapter.Tests.Support;

namespace Crossdock.WmsAdapter.Tests;

public sealed class When_a_delivery_is_published
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Should_publish_nothing_before_anything_is_known() =>
        Assert.Empty(DeliveryPublisher.MessagesOf(DeliveryDocument.For(WmsFixture.Command())));

    [Fact]
    public void Should_publish_everything_in_the_order_in_which_it_happened()
    {
        var delivery = AtWarehouse();
        Report(delivery, ProgressKind.Held, "CSR - No Stock");
        delivery.CancelRefusal = "It is packed.";
        delivery.Add([WmsFixture.Parcel("a", "1Z1")]);

        Assert.Equal(
            [typeof(OrderDelivered), typeof(DeliveryNoted), typeof(ShipmentTracked), typeof(CancelRefused)],
            DeliveryPublisher.MessagesOf(delivery).Select(message => message.GetType())
        );
    }

    [Fact]
    public void Should_name_all_parcels_only_once_no_more_are_expected()
    {
        var delivery = AtWarehouse();
        Report(delivery, ProgressKind.PartlyShipped, "Partly", WmsFixture.Parcel("a", "1Z1"));
        Assert.All(Parcels(delivery), parcel => Assert.Null(parcel.AllShipments));

        Report(delivery, ProgressKind.Shipped, "Shipped", WmsFixture.Parcel("a", "1Z1"), WmsFixture.Parcel("b", "1Z2"));

        var parcels = Parcels(delivery);
        Assert.Equal(["1Z1", "1Z2"], parcels.Select(p => p.TrackingNumber));
        Assert.All(parcels, parcel => Assert.Equal(parcels.Select(p => p.ShipmentId), parcel.AllShipments));
    }

    [Theory]
    [InlineData(DeliveryState.Refused, typeof(OrderRefused))]
    [InlineData(DeliveryState.Canceled, typeof(DeliveryCanceled))]
    public void Should_publish_how_it_ended(DeliveryState state, Type message)
    {
        var delivery = DeliveryDocument.For(WmsFixture.Command());
        (delivery.State, delivery.Reason) = (state, "So.");

        Assert.IsType(message, Assert.Single(DeliveryPublisher.MessagesOf(delivery)));
    }

    internal static DeliveryDocument AtWarehouse()
    {
        var delivery = DeliveryDocument.For(WmsFixture.Command());
        (delivery.State, delivery.WarehouseNumber) = (DeliveryState.AtWarehouse, "PT-1");
        delivery.DeliveredAt = Now;
        return delivery;
    }

    internal static bool Report(DeliveryDocument delivery, ProgressKind kind, string status, params Parcel[] parcels) =>
        ProgressRules.Apply(delivery, new("PT-1", kind, status), parcels, Now.AddHours(-1), Now);

    internal static List<ShipmentTracked> Parcels(DeliveryDocument delivery) =>
        [.. DeliveryPublisher.MessagesOf(delivery).OfType<ShipmentTracked>()];
}

public sealed class When_a_warehouse_reports_a_status
{
    private readonly DeliveryDocument delivery = When_a_delivery_is_published.AtWarehouse();

    [Fact]
    public void Should_not_publish_a_step_through_the_building()
    {
        Assert.False(Report(ProgressKind.Moving, "Picking in Process"));
        Assert.Null(delivery.DueAt);
    }

    [Fact]
    public void Should_note_a_hold_until_it_moves_on()
    {
        Assert.True(Report(ProgressKind.Held, "CSR - No Stock"));
        Assert.Contains("CSR - No Stock", delivery.Note, StringComparison.Ordinal);
        Assert.NotNull(delivery.DueAt);
        Assert.False(Report(ProgressKind.Held, "CSR - No Stock"));

        delivery.Done();
        Assert.True(Report(ProgressKind.Moving, "Packing in Progress"));
        Assert.Null(delivery.Note);
        Assert.NotNull(delivery.DueAt);
        var noted = DeliveryPublisher.MessagesOf(delivery).OfType<DeliveryNoted>();
        Assert.Null(Assert.Single(noted).Note);
    }

    [Fact]
    public void Should_take_a_parcel_once()
    {
        Report(ProgressKind.PartlyShipped, "Partly", WmsFixture.Parcel("a", "1Z1"));
        Report(ProgressKind.Shipped, "Shipped", WmsFixture.Parcel("a", "1Z1"), WmsFixture.Parcel("b", "1Z2"));

        Assert.Equal(["1Z1", "1Z2"], delivery.Parcels.Select(p => p.TrackingNumber));
        Assert.True(delivery.Complete);
    }

    [Fact]
    public void Should_tell_parcels_apart_that_share_a_tracking_number()
    {
        Report(ProgressKind.Shipped, "Shipped", WmsFixture.Parcel("a", "1Z1"), WmsFixture.Parcel("b", "1Z1"));

        Assert.Equal(2, When_a_delivery_is_published.Parcels(delivery).Select(p => p.ShipmentId).Distinct().Count());
    }

    [Fact]
    public void Should_be_canceled_when_the_warehouse_cancels_it()
    {
        Report(ProgressKind.Canceled, "Cancelled");

        Assert.Equal(
            (DeliveryState.Canceled, "The warehouse canceled the delivery (Cancelled)."),
            (delivery.State, delivery.Reason)
        );
    }

    [Fact]
    public void Should_keep_our_own_reason_to_cancel()
    {
        delivery.CancelReason = "Voided.";

        Report(ProgressKind.Canceled, "Cancelled");

        Assert.Equal("Voided.", delivery.Reason);
    }

    [Fact]
    public void Should_note_a_return_after_all_had_left()
    {
        Report(ProgressKind.Shipped, "Shipped Complete", WmsFixture.Parcel("a", "1Z1"));

        Assert.False(Report(ProgressKind.Shipped, "Delivered"));
        Assert.True(Report(ProgressKind.Returned, "Package Returned"));
        Assert.Contains("was returned", delivery.Note, StringComparison.Ordinal);
        Assert.True(delivery.Complete);
    }

    [Fact]
    public void Should_ask_a_person_once_when_it_is_shipped_without_a_parcel()
    {
        Assert.True(Report(ProgressKind.Shipped, "Shipped Complete"));
        Assert.False(delivery.Complete);
        Assert.Contains("no parcel", delivery.Note, StringComparison.Ordinal);
        delivery.Done();

        Report(ProgressKind.Shipped, "Shipped Complete");
        Assert.Null(delivery.DueAt);

        Assert.True(Report(ProgressKind.Shipped, "Shipped Complete", WmsFixture.Parcel("a", "1Z1")));
        Assert.Equal((true, null, null), (delivery.Complete, delivery.Note, delivery.ParcelsMissingSince));
        Assert.NotNull(delivery.DueAt);
    }

    [Theory]
    [InlineData(DeliveryState.Pending)]
    [InlineData(DeliveryState.Refused)]
    [InlineData(DeliveryState.Missing)]
    public void Should_publish_nothing_of_a_delivery_that_is_not_there(DeliveryState state)
    {
        delivery.State = state;

        Assert.False(Report(ProgressKind.Shipped, "Shipped", WmsFixture.Parcel("a", "1Z1")));
        Assert.Empty(delivery.Parcels);
    }

    private bool Report(ProgressKind kind, string status, params Parcel[] parcels) =>
        When_a_delivery_is_published.Report(delivery, kind, status, parcels);
}
