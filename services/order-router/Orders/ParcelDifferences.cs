using System.Globalization;
using Crossdock.Contracts;
using Crossdock.OrderRouter.Rules;

namespace Crossdock.OrderRouter.Orders;

/// <summary>Says in what a parcel differs from its order. Pure: everything it depends on is an argument.</summary>
internal static class ParcelDifferences
{
    public static string NameOf(string? trackingNumber) =>
        trackingNumber is null ? "without a tracking number" : trackingNumber;

    /// <param name="parcel">As the warehouse reports it.</param>
    /// <param name="rest">The items that no line of the order can show.</param>
    /// <param name="order">What was sent of the order as the cart shows it now.</param>
    /// <param name="sent">The item codes of each revision of its delivery: one may have gone out although an edit replaced it.</param>
    /// <param name="route">The route of the cart; null if there is none any more.</param>
    public static IEnumerable<string> Of(
        ShipmentTracked parcel,
        IReadOnlyList<ShippedItem> rest,
        ParcelLines order,
        IEnumerable<string> sent,
        OrderRoute? route
    )
    {
        var name = NameOf(parcel.TrackingNumber);
        if (!parcel.Items.Any(item => item.Quantity > 0))
        {
            yield return $"Parcel {name} does not say what it contains: add it in the cart by hand.";
        }

        var lines = order.Sent.Where(line => line is { Kind: LineKind.Product, Sku: not null, Quantity: > 0 });
        var ordered = lines.Select(line => order.CodeOf(line.Sku!).Trim()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var item in rest)
        {
            var what = string.Create(
                CultureInfo.InvariantCulture,
                $"{item.Quantity:0.####} of {ItemName(item.ItemCode)}"
            );
            yield return ordered.Contains(item.ItemCode) ? $"Parcel {name} contains {what} more than ordered."
            : sent.Any(code => ItemCodes.Comparer.Equals(code, item.ItemCode))
                ? $"Parcel {name} contains {what}, which the order in the cart no longer has: add its tracking number in the cart by hand."
            : $"Parcel {name} contains {what}, which was not ordered.";
        }

        string ItemName(string code) =>
            route?.SkusOf(code).FirstOrDefault() is { } sku && !Same(sku, code) ? $"{sku} ({code})" : code;
    }

    private static bool Same(string one, string other) =>
        string.Equals(one.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase);
}
