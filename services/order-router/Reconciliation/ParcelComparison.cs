using Crossdock.Contracts;
using Crossdock.OrderRouter.Orders;
using Crossdock.OrderRouter.Rules;

namespace Crossdock.OrderRouter.Reconciliation;

/// <summary>
/// Compares the parcels that a cart shows of an order with those that the hub has shipped: their tracking numbers, and what is in them. Pure:
/// everything it depends on is an argument.
/// </summary>
internal static class ParcelComparison
{
    private const string FindOut =
        "Find out who shipped it: what the warehouse has not shipped yet may leave a second time.";

    /// <returns>Null if they agree, the cart did not list its parcels, or a person knows of it already.</returns>
    public static Difference? Of(ListedOrder listed, OrderState order)
    {
        if (
            listed is not { Parcels: { } parcels, IsVoid: false }
            || order.CurrentState is not (OrderStatus.Partial or OrderStatus.Shipped or OrderStatus.Confirmed)
            || order is not { ShippedByHand: null, CancelReason: null }
        )
        {
            return null;
        }

        return OfNumbers(listed.OrderNumber, parcels, order)
            ?? OfContents(listed.OrderNumber, parcels, order)
            ?? Beside(listed.OrderNumber, parcels, order);
    }

    private static Difference? OfNumbers(string number, IReadOnlyList<ParcelInCart> parcels, OrderState order)
    {
        var shown = Numbers(parcels.Select(parcel => parcel.TrackingNumber));
        // What people added for a parcel that no line could show, or from its further numbers, is ours as well.
        var known = Numbers(
            order.Shipments.SelectMany(one => one.Command.OtherTrackingNumbers.Prepend(one.Command.TrackingNumber))
        );
        var confirmed = Numbers(Confirmed(order).Select(one => one.TrackingNumber));
        string[] missing = [.. confirmed.Except(shown, StringComparer.OrdinalIgnoreCase)];
        string[] foreign = [.. shown.Except(known, StringComparer.OrdinalIgnoreCase)];
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
                FindOut
            ),
            _ => null,
        };
    }

    private static Difference? OfContents(string number, IReadOnlyList<ParcelInCart> parcels, OrderState order)
    {
        foreach (var ours in Confirmed(order))
        {
            ParcelInCart[] same = [.. parcels.Where(parcel => HandShipped.Is(parcel, ours))];
            if (same.Length == 0 || same.Any(parcel => parcel.Lines is null))
            {
                continue;
            }

            var inCart = Contents(same.SelectMany(parcel => parcel.Lines!));
            // Without our reference, several of ours with one number are one.
            var left = Contents(
                Confirmed(order)
                    .Where(one => same.Any(parcel => HandShipped.Is(parcel, one)))
                    .SelectMany(one => one.Lines)
            );
            if (!inCart.SequenceEqual(left))
            {
                return new(
                    DifferenceKind.ContentsDiffer,
                    $"Parcel {ParcelDifferences.NameOf(ours.TrackingNumber)} of {number} left with {Name(left, order)}, and the cart shows it with {Name(inCart, order)}.",
                    "Correct the items and quantities of the parcel in the cart: it decides what the customer is told, and the stock."
                );
            }
        }

        return null;
    }

    /// <summary>What was shipped by hand without a number that tells it.</summary>
    private static Difference? Beside(string number, IReadOnlyList<ParcelInCart> parcels, OrderState order) =>
        HandShipped.Beside(parcels, [.. order.Shipments.Select(one => one.Command)]) is { Count: > 0 } lines
            ? new(
                DifferenceKind.ParcelOnlyInCart,
                $"{number} has {HandShipped.Name(lines, order.Order!)} shipped in the cart beside the hub's parcels.",
                FindOut
            )
            : null;

    private static IEnumerable<ConfirmShipment> Confirmed(OrderState order) =>
        order
            .Shipments.Where(one => one is { ConfirmedAt: not null, Command.Lines.Count: > 0 })
            .Select(one => one.Command);

    private static List<ConfirmedLine> Contents(IEnumerable<ConfirmedLine> lines) =>
        [
            .. lines
                .GroupBy(line => line.LineId, StringComparer.Ordinal)
                .Select(line => new ConfirmedLine { LineId = line.Key, Quantity = HandShipped.Units(line) })
                .Where(line => line.Quantity != 0)
                .OrderBy(line => line.LineId, StringComparer.Ordinal),
        ];

    private static string Name(List<ConfirmedLine> lines, OrderState order) =>
        lines.Count == 0 ? "nothing" : HandShipped.Name(lines, order.Order!);

    private static List<string> Numbers(IEnumerable<string?> numbers) =>
        [.. numbers.OfType<string>().Select(number => number.Trim()).Distinct(StringComparer.OrdinalIgnoreCase)];
}
