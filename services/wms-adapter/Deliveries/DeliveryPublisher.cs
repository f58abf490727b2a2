using Crossdock.Contracts;
using Crossdock.Platform.Messaging;
using MassTransit;

namespace Crossdock.WmsAdapter.Deliveries;

/// <summary>Publishes everything known about a delivery, also what was published before, so that a lost message is replaced.</summary>
public sealed class DeliveryPublisher(IBus bus)
{
    public async Task PublishAsync(DeliveryDocument delivery, CancellationToken cancellationToken)
    {
        foreach (var message in MessagesOf(delivery))
        {
            await bus.PublishAsync(message, cancellationToken);
        }
    }

    /// <summary>The messages about a delivery, in chronological order.</summary>
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

        var all = delivery.Complete ? delivery.Shipments.ConvertAll(s => s.ShipmentId) : null;
        foreach (var shipment in delivery.Shipments)
        {
            yield return shipment with
            {
                AllShipments = all,
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
                Shipments = delivery.Shipments.ConvertAll(s => s.ShipmentId),
            };
        }
    }
}
