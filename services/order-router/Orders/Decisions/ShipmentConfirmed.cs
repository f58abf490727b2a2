using Crossdock.Contracts;
using Crossdock.OrderRouter.Stock;

namespace Crossdock.OrderRouter.Orders;

public sealed partial class OrderDecisions
{
    /// <summary>The cart shows a parcel, and has deducted its items from its stock.</summary>
    public static Decision ShipmentConfirmed(OrderState order, ShipmentConfirmed message)
    {
        var shipment = order.Shipments.Find(s => s.Command.ShipmentId == message.ShipmentId);
        if (shipment is null || message.Version < shipment.Command.Version)
        {
            return Decision.None; // What the cart shows was corrected meanwhile.
        }

        var isKnown = shipment.ConfirmedAt is not null;
        shipment.ConfirmedAt ??= message.ConfirmedAt;
        shipment.Refusal = null;
        var moved = new StockMoved
        {
            Connection = (order.Earlier(shipment.DeliveryId)?.Command ?? order.Delivery!).Connection,
            ItemCodes = [.. shipment.Items.Select(item => item.ItemCode)],
            At = shipment.ConfirmedAt.Value,
        };
        var name = ParcelDifferences.NameOf(shipment.Command.TrackingNumber);
        return Proceed(order, isKnown ? null : $"parcel {name} confirmed in the cart", [moved]);
    }
}
