using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Rules;

/// <summary>Allocates the items of a parcel to the lines of its order.</summary>
public static class Allocation
{
    /// <summary>
    /// Allocates the parcel's items to the order's lines, in the order of the lines and after the earlier parcels. Items beyond the ordered
    /// quantity, or that were not ordered, are not allocated.
    /// </summary>
    /// <param name="lines">The order's lines.</param>
    /// <param name="codeOf">Maps an SKU to the warehouse's item code.</param>
    /// <param name="earlier">The allocation of earlier parcels.</param>
    /// <param name="items">The items of this parcel.</param>
    public static IReadOnlyList<ConfirmedLine> Of(
        IReadOnlyList<OrderLine> lines,
        Func<string, string> codeOf,
        IEnumerable<ConfirmedLine> earlier,
        IReadOnlyList<ShippedItem> items
    )
    {
        var left = items
            .GroupBy(item => item.ItemCode, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(g => g.Key, g => g.Sum(item => item.Quantity), StringComparer.OrdinalIgnoreCase);
        var filled = earlier
            .GroupBy(line => line.LineId, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Sum(line => line.Quantity), StringComparer.Ordinal);
        var confirmed = new List<ConfirmedLine>();
        foreach (var line in Shippable(lines))
        {
            var code = codeOf(line.Sku!);
            var open = line.Quantity - filled.GetValueOrDefault(line.LineId);
            var quantity = Math.Min(open, left.GetValueOrDefault(code));
            if (quantity > 0)
            {
                left[code] -= quantity;
                confirmed.Add(new ConfirmedLine { LineId = line.LineId, Quantity = quantity });
            }
        }

        return confirmed;
    }

    /// <summary>True if the parcels so far contain everything that was ordered.</summary>
    public static bool IsWhole(IReadOnlyList<OrderLine> lines, IEnumerable<ConfirmedLine> shipped) =>
        Shippable(lines).Sum(line => line.Quantity) <= shipped.Sum(line => line.Quantity);

    private static IEnumerable<OrderLine> Shippable(IReadOnlyList<OrderLine> lines) =>
        lines.Where(line => line is { Kind: LineKind.Product, Sku: not null, Quantity: > 0 });
}
