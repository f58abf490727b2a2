using Crossdock.Contracts;
using Crossdock.OrderRouter.Rules;

namespace Crossdock.OrderRouter.Orders;

public sealed partial class OrderDecisions
{
    /// <summary>A parcel shipped.</summary>
    public Decision ShipmentTracked(OrderState order, ShipmentTracked message)
    {
        order.AllShipments = message.AllShipments ?? order.AllShipments;
        var known = order.Shipments.Find(s => s.Command.ShipmentId == message.ShipmentId);
        var shipment = known ?? Add(order, message);
        if (order.StopReason is not null && order.IsShipped())
        {
            (order.StopReason, order.Note) = (null, Notes.ShippedAsItWas);
        }

        return AfterParcel(
            order,
            known is null ? $"parcel {message.TrackingNumber} shipped" : null,
            shipment.IsWaiting() ? [shipment.Command] : []
        );
    }

    private OrderShipment Add(OrderState order, ShipmentTracked parcel)
    {
        var route = routes.ForCart(order.Connection);
        var received = order.Order!;
        var lines = Allocation.Of(
            received.Lines,
            sku => route?.CodeOf(sku) ?? sku,
            order.Shipments.SelectMany(s => s.Command.Lines),
            parcel.Items
        );
        var shipment = new OrderShipment
        {
            Items = parcel.Items,
            Command = new ConfirmShipment
            {
                ShipmentId = parcel.ShipmentId,
                OrderId = received.OrderId,
                Connection = received.Connection,
                Merchant = received.Merchant,
                CartOrderId = received.CartOrderId,
                OrderNumber = received.OrderNumber,
                Carrier = route is null ? parcel.Carrier : route.CarrierOf(parcel.Carrier),
                Service = parcel.Service,
                TrackingNumber = parcel.TrackingNumber,
                ShippedAt = parcel.ShippedAt,
                Lines = lines,
            },
        };
        if (lines.Count == 0)
        {
            // No line of the cart's order can show this parcel.
            shipment.ConfirmedAt = time.GetUtcNow();
            order.Note = $"Parcel {parcel.TrackingNumber} contains nothing that is still open in the order.";
        }

        order.Shipments.Add(shipment);
        return shipment;
    }
}
