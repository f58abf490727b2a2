using Crossdock.Contracts;
using Crossdock.OrderRouter.Orders;

namespace Crossdock.OrderRouter.Exceptions;

/// <summary>Says what a release would do to an order, by the decision of the saga itself on a copy. Pure.</summary>
internal static class ReleasePreview
{
    public static OrderRelease Of(OrderState order, OrderDecisions decide, ReleaseOrder release)
    {
        if (!OrderDecisions.IsForBulk(order))
        {
            return Result(
                order,
                ReleaseOutcome.LeftOut,
                OrderDecisions.MayBeAtWarehouse(order)
                    ? "The warehouse may have it already, or take it up again: look there, and release it alone."
                    : "It differs from what the warehouse shipped: compare them, and release it alone to accept that."
            );
        }

        var copy = OrderCopy.Of(order);
        var decision = decide.ReleaseOrder(copy, release with { OrderId = order.CorrelationId });
        copy.CurrentState = decision.NextState ?? copy.CurrentState;
        return decision.Messages.OfType<ConfirmShipment>().Any()
            ? Result(order, ReleaseOutcome.Released, "The cart gets its parcels again.")
            : After(copy);
    }

    /// <summary>What has become of an order.</summary>
    public static OrderRelease After(OrderState order) =>
        order.CurrentState switch
        {
            OrderStatus.Error => Result(order, ReleaseOutcome.OnHold, order.Reason),
            OrderStatus.Canceled => Result(order, ReleaseOutcome.Canceled, order.Reason),
            OrderStatus.New => Result(order, ReleaseOutcome.Released, $"Routed to {order.Delivery?.Connection}."),
            var status => Result(order, ReleaseOutcome.Released, $"It is {status}."),
        };

    private static OrderRelease Result(OrderState order, string outcome, string? detail) =>
        new(order.CorrelationId, order.OrderNumber, outcome, detail);
}
