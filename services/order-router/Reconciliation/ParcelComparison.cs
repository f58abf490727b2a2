using Crossdock.Contracts;
using Crossdock.OrderRouter.Orders;

namespace Crossdock.OrderRouter.Reconciliation;

/// <summary>Compares the parcels that a cart shows of an order with those that the hub has shipped. Pure: everything it depends on is an argument.</summary>
internal static class ParcelComparison
{
    /// <returns>Null if they agree, the cart did not list its parcels, or a person knows of it already.</returns>
    public static Difference? Of(ListedOrder listed, OrderState order)
    {
        if (
            listed is not { TrackingNumbers: { } numbers, IsVoid: false }
            || order.CurrentState is not (OrderStatus.Partial or OrderStatus.Shipped or OrderStatus.Confirmed)
            || order is not { ShippedByHand: null, CancelReason: null }
        )
        {
            return null;
        }

        var shown = numbers.Select(Normal).ToHashSet(StringComparer.OrdinalIgnoreCase);
        // What people added for a parcel that no line could show, or from its further numbers, is ours as well.
        var known = order
            .Shipments.SelectMany(one => one.Command.OtherTrackingNumbers.Prepend(one.Command.TrackingNumber))
            .OfType<string>()
            .Select(Normal);
        var confirmed = order
            .Shipments.Where(one => one is { ConfirmedAt: not null, Command.Lines.Count: > 0 })
            .Select(one => one.Command.TrackingNumber)
            .OfType<string>()
            .Select(Normal);
        string[] missing = [.. confirmed.Except(shown, StringComparer.OrdinalIgnoreCase)];
        string[] foreign = [.. shown.Except(known, StringComparer.OrdinalIgnoreCase)];
        var number = listed.OrderNumber;
        return (missing, foreign) switch
        {
            ({ Length: > 0 }, _) => new(
                DifferenceKind.TrackingDiffers,
                $"{number} was shipped as {string.Join(", ", missing)}, and the cart shows {(foreign.Length > 0 ? string.Join(", ", foreign) : "no such parcel")}.",
                "Correct the tracking number in the cart, so that the customer follows the right parcel."
            ),
            (_, { Length: > 0 }) => new(
                DifferenceKind.ParcelOnlyInCart,
                $"{number} has the parcel {string.Join(", ", foreign)} in the cart, and the hub has not shipped it.",
                "Find out who shipped it: what the warehouse has not shipped yet may leave a second time."
            ),
            _ => null,
        };
    }

    private static string Normal(string number) => number.Trim();
}
