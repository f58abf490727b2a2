using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Rules;

/// <summary>Which lines of an order the items of a parcel belong to.</summary>
public static class Allocation
{
    /// <summary>
    /// Fills the order's lines with the parcel's items, in the order of the lines, on top of what earlier parcels filled. What is more
    /// than ordered, or was not ordered at all, belongs to no line.
    /// </summary>
    /// <param name="lines">The order's lines.</param>
    /// <param name="codeOf">The warehouse's code of an SKU.</param>
    /// <param name="earlier">What earlier parcels filled.</param>
    /// <param name="items">What is in this one.</param>
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

    /// <summary>Whether the parcels so far hold all that was ordered.</summary>
    public static bool IsWhole(IReadOnlyList<OrderLine> lines, IEnumerable<ConfirmedLine> shipped) =>
        Shippable(lines).Sum(line => line.Quantity) <= shipped.Sum(line => line.Quantity);

    private static IEnumerable<OrderLine> Shippable(IReadOnlyList<OrderLine> lines) =>
        lines.Where(line => line is { Kind: LineKind.Product, Sku: not null, Quantity: > 0 });
}
