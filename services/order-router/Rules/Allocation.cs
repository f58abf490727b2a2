using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Rules;

/// <summary>Allocates the items of a parcel to the lines of its order.</summary>
public static class Allocation
{
    /// <summary>More units than any parcel contains; a figure beyond is a mistake, and sums of it stay within range.</summary>
    public const decimal MaxUnits = 1_000_000_000_000;

    /// <summary>
    /// Allocates the parcel's items to the order's lines, in the order of the lines and after the earlier parcels. Items beyond the ordered
    /// quantity, or that were not ordered, are left beyond the lines.
    /// </summary>
    /// <param name="lines">The order's lines.</param>
    /// <param name="codeOf">Maps an SKU to the warehouse's item code.</param>
    /// <param name="earlier">The allocation of earlier parcels.</param>
    /// <param name="items">The items of this parcel.</param>
    public static (IReadOnlyList<ConfirmedLine> Lines, IReadOnlyList<ShippedItem> Beyond) Of(
        IReadOnlyList<OrderLine> lines,
        Func<string, string> codeOf,
        IEnumerable<ConfirmedLine> earlier,
        IReadOnlyList<ShippedItem> items
    )
    {
        var match = new ItemMatch(Shippable(lines), codeOf);
        var left = items
            .GroupBy(item => match.Resolve(item.ItemCode), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(
                g => g.Key,
                g => g.Sum(item => Math.Clamp(item.Quantity, 0, MaxUnits)),
                StringComparer.OrdinalIgnoreCase
            );
        var filled = earlier
            .GroupBy(line => line.LineId, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Sum(line => line.Quantity), StringComparer.Ordinal);
        var confirmed = new List<ConfirmedLine>();
        foreach (var line in Shippable(lines))
        {
            var code = codeOf(line.Sku!).Trim();
            var open = line.Quantity - filled.GetValueOrDefault(line.LineId);
            var quantity = Math.Min(open, left.GetValueOrDefault(code));
            if (quantity > 0)
            {
                left[code] -= quantity;
                confirmed.Add(new ConfirmedLine { LineId = line.LineId, Quantity = quantity });
            }
        }

        var beyond = left.Where(item => item.Value > 0)
            .Select(item => new ShippedItem { ItemCode = item.Key, Quantity = item.Value });
        return (confirmed, [.. beyond]);
    }

    /// <summary>How much of each SKU the parcels so far do not contain.</summary>
    public static IEnumerable<(string Sku, decimal Quantity)> Missing(
        IReadOnlyList<OrderLine> lines,
        IEnumerable<ConfirmedLine> shipped
    )
    {
        var filled = shipped.ToLookup(line => line.LineId, StringComparer.Ordinal);
        return Shippable(lines)
            .GroupBy(line => line.Sku!, StringComparer.Ordinal)
            .Select(item =>
                (item.Key, item.Sum(line => Math.Max(0, line.Quantity - filled[line.LineId].Sum(one => one.Quantity))))
            )
            .Where(item => item.Item2 > 0);
    }

    /// <summary>True if the parcels so far contain everything that was ordered.</summary>
    public static bool IsWhole(IReadOnlyList<OrderLine> lines, IEnumerable<ConfirmedLine> shipped) =>
        !Missing(lines, shipped).Any();

    private static IEnumerable<OrderLine> Shippable(IReadOnlyList<OrderLine> lines) =>
        lines.Where(line => line is { Kind: LineKind.Product, Sku: not null, Quantity: > 0 });
}
