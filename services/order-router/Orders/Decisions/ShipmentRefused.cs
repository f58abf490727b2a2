using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Orders;

public sealed partial class OrderDecisions
{
    /// <summary>The cart refuses a parcel, unless it has confirmed it meanwhile.</summary>
    public static Decision ShipmentRefused(OrderState order, ShipmentRefused message)
    {
        var shipment = order.Shipments.Find(s => s.Command.ShipmentId == message.ShipmentId);
        if (
            shipment is not { ConfirmedAt: null }
            || shipment.Refusal == message.Reason
            || message.Version < shipment.Command.Version
        )
        {
            return Decision.None;
        }

        shipment.Refusal = message.Reason;
        return Proceed(order, null, []);
    }
}
