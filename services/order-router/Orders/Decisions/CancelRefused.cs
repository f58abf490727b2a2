using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Orders;

public sealed partial class OrderDecisions
{
    public static Decision CancelRefused(OrderState order, CancelRefused message)
    {
        if (order is { StopReason: null, CancelReason: null })
        {
            return Decision.None; // A repeat; the order has moved on.
        }

        var before = order.Note;
        order.Note = order.StopReason is null
            ? $"It is too late to cancel: {message.Reason}"
            : Notes.NotStopped(message.Reason);
        order.StopReason = null;
        return order.Note == before ? Decision.None : Decision.Note(order.Note);
    }
}
