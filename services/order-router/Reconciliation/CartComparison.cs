using Crossdock.Contracts;
using Crossdock.OrderRouter.Orders;
using Crossdock.OrderRouter.Rules;

namespace Crossdock.OrderRouter.Reconciliation;

/// <summary>Compares an order of a cart's list with the hub's. Pure: everything it depends on is an argument.</summary>
public static class CartComparison
{
    /// <param name="listed">As the cart lists it.</param>
    /// <param name="order">As the router has it; null if it does not.</param>
    /// <returns>Null if they agree, or a person knows of it already.</returns>
    public static Difference? Of(ListedOrder listed, OrderState? order)
    {
        ArgumentNullException.ThrowIfNull(listed);
        var number = listed.OrderNumber;
        return (listed, order) switch
        {
            ({ IsNew: true }, _) => new(
                DifferenceKind.OrderMissed,
                $"{number} is in the cart, and the hub did not have it.",
                listed.Skipped is { } reason
                    ? $"It is skipped: {reason}"
                    : "Nothing: it was taken in with this reading.",
                IsMended: true
            ),
            ({ IsChanged: true }, _) => new(
                DifferenceKind.ChangeMissed,
                $"{number} was changed in the cart, and the hub did not know.",
                "Nothing: the change was taken in with this reading.",
                IsMended: true
            ),
            ({ IsReady: true }, null) => new(
                DifferenceKind.NotInRouter,
                $"{number} was taken in from the cart, and the router does not have it.",
                "Pull the order by its number: it is published again."
            ),
            (_, null) => null,
            _ => OfKnown(listed, order) ?? ParcelComparison.Of(listed, order),
        };
    }

    private static Difference? OfKnown(ListedOrder listed, OrderState order)
    {
        var (number, status) = (listed.OrderNumber, order.CurrentState);
        // An order on hold is in the list of exceptions, with its reason.
        if (status is OrderStatus.Error or OrderStatus.Skipped)
        {
            return null;
        }

        if (listed.IsVoid)
        {
            return status == OrderStatus.Canceled || order.CancelReason is not null || order.Note is not null
                ? null
                : new(
                    DifferenceKind.VoidMissed,
                    $"{number} is void in the cart, and {status} in the hub.",
                    "Cancel the order; or open it in the cart again."
                );
        }

        return listed.ShippedInCart switch
        {
            ShippedInCart.Wholly
                when status is OrderStatus.New or OrderStatus.AtWms or OrderStatus.Canceled
                    && order.ShippedByHand is null => new(
                DifferenceKind.ShippedOnlyInCart,
                $"{number} is shipped in the cart, and {status} in the hub.",
                status == OrderStatus.Canceled
                    ? "Find out what the customer got: the hub has canceled the order."
                    : "Cancel the order; or remove the shipment in the cart."
            ),
            ShippedInCart.Nothing when status == OrderStatus.Confirmed => MissingInCart(number, "nothing"),
            ShippedInCart.Partly
                when status == OrderStatus.Confirmed
                    && order.Edit is null
                    && order.ChangedLines.All(line => line.Parts.Count > 0)
                    && Allocation.IsWhole(order.Order!.Lines, order.Shipments.SelectMany(one => one.Command.Lines)) =>
                MissingInCart(number, "only a part"),
            ShippedInCart.Nothing when status == OrderStatus.Canceled && listed.IsReady => new(
                DifferenceKind.CanceledOnlyHere,
                $"{number} is open in the cart, and canceled in the hub: {order.Reason}",
                "Void it in the cart, or resend the order."
            ),
            _ => null,
        };
    }

    private static Difference MissingInCart(string number, string what) =>
        new(
            DifferenceKind.MissingInCart,
            $"{number} is confirmed in the hub, and {what} of it is shipped in the cart.",
            "Add its parcels in the cart by hand: the order's tracking numbers are all there are."
        );
}
