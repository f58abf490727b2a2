using Crossdock.Contracts;
using Crossdock.OrderRouter.Orders;

namespace Crossdock.OrderRouter.Exceptions;

/// <summary>Says what a release would do to an order, by the decision of the saga itself on a copy. Pure.</summary>
internal static class ReleasePreview
{
    /// <param name="order">As it is.</param>
    /// <param name="cause">The cause whose group is released; the order may have others.</param>
    /// <param name="decide">Decides.</param>
    /// <param name="release">The command.</param>
    public static OrderRelease Of(OrderState order, ExceptionCause cause, OrderDecisions decide, ReleaseOrder release)
    {
        var others = OrderCauses.AllOf(order).Where(one => one.Cause != cause).Select(one => one.Text).ToList();
        if (!OrderDecisions.IsForBulk(order))
        {
            return Result(
                order,
                ReleaseOutcome.LeftOut,
                OrderDecisions.MayBeAtWarehouse(order)
                    ? "The warehouse may have it already, or take it up again: look there, and release it alone."
                    : $"It differs from what the warehouse shipped: compare them, and release it alone to accept that.{AlsoWaits(others)}"
            );
        }

        // To ask the cart again is the release of its refusals, not of what else holds the order.
        if (order.IsAtWarehouse() && cause.Kind != ExceptionKind.CartRefused)
        {
            return Result(
                order,
                ReleaseOutcome.LeftOut,
                $"It differs from what the warehouse shipped: release it alone to accept that.{AlsoWaits(others)}"
            );
        }

        var copy = OrderCopy.Of(order);
        var decision = decide.ReleaseOrder(copy, release with { OrderId = order.CorrelationId });
        copy.CurrentState = decision.NextState ?? copy.CurrentState;
        return !decision.Messages.OfType<ConfirmShipment>().Any() ? After(copy)
            : copy.CurrentState == OrderStatus.Error
                ? Result(
                    order,
                    ReleaseOutcome.OnHold,
                    $"The cart gets its parcels again. It stays on hold: {copy.Reason}"
                )
            : Result(order, ReleaseOutcome.Released, "The cart gets its parcels again.");
    }

    private static string AlsoWaits(List<string> others) =>
        others.Count == 0 ? "" : $" It is also on hold for this: {string.Join(" ", others)}";

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
