using Crossdock.Adapters;
using Crossdock.Contracts;
using Crossdock.Platform.Messaging;
using MassTransit;

namespace Crossdock.WmsAdapter.Deliveries;

/// <summary>
/// Makes and publishes every message about a delivery: all that is known of it each time, so that a message that was lost is published again.
/// </summary>
public static class DeliveryPublisher
{
    public static async Task PublishDeliveryAsync(
        this IPublishEndpoint bus,
        DeliveryDocument delivery,
        CancellationToken cancellationToken
    )
    {
        foreach (var message in MessagesOf(delivery))
        {
            await bus.PublishAsync(message, cancellationToken);
        }
    }

    /// <summary>In chronological order.</summary>
    public static IEnumerable<object> MessagesOf(DeliveryDocument delivery)
    {
        var (orderId, deliveryId) = (delivery.Delivery.OrderId, delivery.Delivery.DeliveryId);
        if (delivery.WarehouseNumber is { } number)
        {
            yield return new OrderDelivered
            {
                OrderId = orderId,
                DeliveryId = deliveryId,
                Revision = delivery.Delivery.Revision,
                WarehouseNumber = number,
                DeliveredAt = delivery.DeliveredAt!.Value,
            };
        }

        if (delivery.Noted)
        {
            yield return new DeliveryNoted
            {
                OrderId = orderId,
                DeliveryId = deliveryId,
                Note = delivery.Note,
            };
        }

        var shipments = delivery.Parcels.ConvertAll(parcel => ShipmentIdOf(deliveryId, parcel));
        foreach (var (shipmentId, parcel) in shipments.Zip(delivery.Parcels))
        {
            yield return new ShipmentTracked
            {
                ShipmentId = shipmentId,
                OrderId = orderId,
                DeliveryId = deliveryId,
                Carrier = parcel.Carrier,
                Service = parcel.Service,
                TrackingNumber = parcel.TrackingNumber,
                ShippedAt = parcel.ShippedAt,
                WeightPounds = parcel.WeightPounds,
                Items = parcel.Items,
                AllShipments = delivery.Complete ? shipments : null,
            };
        }

        if (delivery.CancelRefusal is { } refusal)
        {
            yield return new CancelRefused
            {
                OrderId = orderId,
                DeliveryId = deliveryId,
                Reason = refusal,
            };
        }

        if (delivery.State == DeliveryState.Refused)
        {
            yield return new OrderRefused
            {
                OrderId = orderId,
                DeliveryId = deliveryId,
                Revision = delivery.Delivery.Revision,
                Reason = delivery.Reason!,
                MayStillArrive = delivery.NotFoundCount > 0,
            };
        }

        if (delivery.State == DeliveryState.Canceled)
        {
            yield return new DeliveryCanceled
            {
                OrderId = orderId,
                DeliveryId = deliveryId,
                Reason = delivery.Reason!,
                Shipments = shipments,
            };
        }
    }

    private static Guid ShipmentIdOf(Guid deliveryId, Parcel parcel) =>
        DerivedId.OfShipment(deliveryId, parcel.ParcelId, parcel.TrackingNumber);
}
