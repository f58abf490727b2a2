using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Orders;

public sealed partial class OrderDecisions
{
    public static Decision CancelRefused(OrderState order, CancelRefused message)
    {
        if (order.Earlier(message.DeliveryId) is { End: null, CancelRefusal: null } earlier)
        {
            earlier.CancelRefusal = message.Reason;
            return Proceed(order, null, []);
        }

        if (
            order.Delivery?.DeliveryId != message.DeliveryId
            || order is { StopReason: null, CancelReason: null }
            || order.DeliveryEnd is not null
        )
        {
            return Decision.None; // A repeat; the order has moved on.
        }

        var before = order.Note;
        order.Note =
            order.StopReason is null ? $"It is too late to cancel: {message.Reason}"
            : order.HoldReason is not null ? Notes.NotHeld(message.Reason)
            : Notes.NotStopped(message.Reason);
        (order.StopReason, order.CancelRefusal) = (null, message.Reason);
        (order.HoldReason, order.CanceledByPerson) = (null, null);
        order.CancelReason = ReasonInCart(order);
        var isOnHold = OrderExceptions.Open(order).Count > 0;
        return isOnHold ? Proceed(order, order.Note == before ? null : order.Note, [])
            : order.Note == before ? Decision.None
            : Decision.Warn(order.Note);
    }
}
