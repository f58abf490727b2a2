using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Orders;

public sealed partial class OrderDecisions
{
    /// <summary>An order that the cart-adapter skipped.</summary>
    public static Decision OrderSkipped(OrderState order, OrderSkipped message)
    {
        order.IsPosted = message.IsPosted;
        var isKnown = order.Reason == message.Reason;
        (order.OrderNumber, order.Merchant, order.Connection, order.Reason) = (
            message.OrderNumber,
            message.Merchant,
            message.Connection,
            message.Reason
        );
        var settled = Settled(order, OrderStatus.Skipped);
        return isKnown ? Decision.Repeat(settled) : Decision.Enter(OrderStatus.Skipped, message.Reason, settled);
    }
}
