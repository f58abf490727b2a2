using Crossdock.Contracts;
using Crossdock.OrderRouter.Stock;

namespace Crossdock.OrderRouter.Orders;

public sealed partial class OrderDecisions
{
    /// <summary>The cart shows a parcel, and has deducted its items from its stock.</summary>
    public static Decision ShipmentConfirmed(OrderState order, ShipmentConfirmed message)
    {
        if (order.Shipments.Find(s => s.Command.ShipmentId == message.ShipmentId) is not { } shipment)
        {
            return Decision.None;
        }

        var isKnown = shipment.ConfirmedAt is not null;
        shipment.ConfirmedAt ??= message.ConfirmedAt;
        shipment.Refusal = null;
        var moved = new StockMoved
        {
            Connection = order.Delivery!.Connection,
            ItemCodes = [.. shipment.Items.Select(item => item.ItemCode)],
            At = shipment.ConfirmedAt.Value,
        };
        var description = isKnown ? null : $"parcel {shipment.Command.TrackingNumber} confirmed in the cart";
        return AfterParcel(order, description, [moved]);
    }
}
