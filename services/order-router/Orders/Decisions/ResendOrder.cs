using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Orders;

public sealed partial class OrderDecisions
{
    /// <summary>A person has the order sent again, after its delivery was refused or canceled, or after the order was.</summary>
    public Decision ResendOrder(OrderState order, ResendOrder message) =>
        Act(
            order,
            message,
            () =>
            {
                var isRisky = order.RequiresManualRelease;
                (order.HoldReason, order.CanceledByPerson, order.CancelReason) = (null, null, null);
                var decision = PlanAgain(
                    order,
                    isRisky
                        ? $"sent again by {message.By}, who confirmed the risk that it ships twice"
                        : $"sent again by {message.By}"
                );
                return decision with { Messages = [.. decision.Messages, .. Reopened(order)] };
            }
        );

    /// <summary>The cart-adapter has stopped to republish an order that was settled; harmless where it was not.</summary>
    private static IEnumerable<object> Reopened(OrderState order) =>
        order is { CurrentState: not OrderStatus.Confirmed, CancelReason: null, Order: { } received }
            ? [new OrderReopened { OrderId = received.OrderId, Version = received.Version }]
            : [];
}
