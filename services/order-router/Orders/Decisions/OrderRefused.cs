using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Orders;

public sealed partial class OrderDecisions
{
    /// <summary>The warehouse refuses the delivery; the message says whether it may still arrive there.</summary>
    public Decision OrderRefused(OrderState order, OrderRefused message)
    {
        (order.WarehouseNumber, order.RequiresManualRelease) = (null, message.MayStillArrive);
        return order.RequiresManualRelease ? Hold(order, message.Reason)
            : order.CancelReason is { } reason ? Cancel(order, reason)
            : message.Revision < order.Order!.Revision
                ? PlanAgain(order, $"the warehouse refused the revision before the last edit ({message.Reason})")
            : Hold(order, message.Reason);
    }
}
