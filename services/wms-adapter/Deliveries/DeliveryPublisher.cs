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
                Turn = delivery.Turn,
            };
        }

        if (delivery.Noted || delivery.SentNote is not null)
        {
            yield return new DeliveryNoted
            {
                OrderId = orderId,
                DeliveryId = deliveryId,
                Note = delivery is { SentNote: { } sent, Note: { } now }
                    ? $"{sent} {now}"
                    : delivery.SentNote ?? delivery.Note,
            };
        }

        var shipments = delivery.Parcels.Select((_, i) => delivery.ShipmentIdOf(i)).ToList();
        foreach (var (i, parcel) in delivery.Parcels.Index())
        {
            var numbers = TrackingNumbers.In(parcel.TrackingNumber);
            yield return new ShipmentTracked
            {
                ShipmentId = shipments[i],
                OrderId = orderId,
                DeliveryId = deliveryId,
                Carrier = parcel.Carrier,
                Service = parcel.Service,
                TrackingNumber = numbers is [var first, ..] ? first : null,
                OtherTrackingNumbers = [.. numbers.Skip(1)],
                Version = delivery.Corrections.Count(one => one.Parcel == i),
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

        if (delivery.State is DeliveryState.Refused or DeliveryState.Missing)
        {
            yield return new OrderRefused
            {
                OrderId = orderId,
                DeliveryId = deliveryId,
                Revision = delivery.Delivery.Revision,
                Reason = delivery.Reason!,
                MayStillArrive = delivery.State == DeliveryState.Missing || delivery.NotFoundCount > 0,
                Turn = delivery.Turn,
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
                Turn = delivery.Turn,
            };
        }
    }
}
