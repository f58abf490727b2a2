using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Orders;

public sealed partial class OrderDecisions
{
    /// <summary>The warehouse refuses the delivery; the message says whether it may still arrive there.</summary>
    public Decision OrderRefused(OrderState order, OrderRefused message)
    {
        if (order.Earlier(message.DeliveryId) is { } earlier)
        {
            return EarlierEnded(order, earlier, message.Turn, message.Reason);
        }

        if (!EndsDelivery(order, message.DeliveryId, message.Turn))
        {
            return Decision.None; // A repeat; the order has moved on.
        }

        (order.Turn, order.DeliveryEnd, order.WarehouseNumber) = (message.Turn, message.Reason, null);
        if (order.Shipments.Count > 0)
        {
            // An earlier delivery was shipped after all; this one is not needed any more.
            order.AllShipments = [.. order.Shipments.Select(s => s.Command.ShipmentId)];
            return Proceed(order, message.Reason, []);
        }

        if (order is { Delivery.MustBeThere: true, ParcelsUnknownBefore: not null })
        {
            // Then it was shipped by hand.
            order.ParcelsUnknownBefore = null;
            TakeShipped(order, order.Order!);
            order.CancelReason = ReasonInCart(order) ?? order.CanceledByPerson;
        }

        order.RequiresManualRelease = message.MayStillArrive;
        return order.RequiresManualRelease ? Hold(order, message.Reason)
            : order.CancelReason is { } reason ? Cancel(order, reason)
            : order.StopReason is not null ? PlanAgain(order, $"the warehouse refused it ({message.Reason})")
            : message.Revision < order.Order!.Revision
                ? PlanAgain(order, $"the warehouse refused the revision before the last edit ({message.Reason})")
            : Hold(order, message.Reason);
    }
}
