using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Rules;

/// <summary>
/// Folds parcels back into the lines of the cart: of a kit, as many units as all of its components make. Pure: everything it depends on is an
/// argument.
/// </summary>
public sealed class ParcelLines
{
    private readonly IReadOnlyList<OrderLine> lines;
    private readonly Dictionary<string, ChangedLine> changed;
    private readonly Dictionary<string, string> sentCodes;
    private readonly Func<string, string> codeOf;

    /// <param name="lines">The order's lines.</param>
    /// <param name="changed">Those of them for which something else was sent.</param>
    /// <param name="codeOf">Maps an SKU to the warehouse's item code.</param>
    public ParcelLines(
        IReadOnlyList<OrderLine> lines,
        IReadOnlyCollection<ChangedLine> changed,
        Func<string, string> codeOf
    )
    {
        ArgumentNullException.ThrowIfNull(changed);
        this.lines = lines;
        this.codeOf = codeOf;
        this.changed = changed.ToDictionary(line => line.LineId, StringComparer.Ordinal);
        sentCodes = changed
            .SelectMany(line => line.Parts)
            .DistinctBy(part => part.Sku.Trim(), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(part => part.Sku.Trim(), part => part.ItemCode, StringComparer.OrdinalIgnoreCase);
        Sent = changed.Count == 0 ? lines : [.. lines.SelectMany(Expand)];
    }

    /// <summary>What was sent: the lines themselves, or the items that were sent for them.</summary>
    public IReadOnlyList<OrderLine> Sent { get; }

    /// <summary>The warehouse's item code for an SKU, as it was sent.</summary>
    public string CodeOf(string sku) => sentCodes.GetValueOrDefault(sku.Trim()) ?? codeOf(sku);

    /// <summary>Allocates a parcel's items to the cart's lines.</summary>
    /// <param name="confirmed">What the earlier parcels were confirmed as.</param>
    /// <param name="earlier">The items of the earlier parcels, parcel by parcel.</param>
    /// <param name="items">The items of this parcel.</param>
    /// <returns>What the cart is to show, and the items that no line has.</returns>
    public (IReadOnlyList<ConfirmedLine> Lines, IReadOnlyList<ShippedItem> Beyond) Of(
        IReadOnlyList<ConfirmedLine> confirmed,
        IEnumerable<IReadOnlyList<ShippedItem>> earlier,
        IReadOnlyList<ShippedItem> items
    )
    {
        if (changed.Count == 0)
        {
            return Allocation.Of(lines, codeOf, confirmed, items);
        }

        ArgumentNullException.ThrowIfNull(earlier);
        var shipped = new List<ConfirmedLine>();
        foreach (var parcel in earlier)
        {
            shipped.AddRange(Allocation.Of(Sent, CodeOf, shipped, parcel).Lines);
        }

        var (added, beyond) = Allocation.Of(Sent, CodeOf, shipped, items);
        shipped.AddRange(added);
        return ([.. Fold(shipped, confirmed)], beyond);
    }

    private IEnumerable<ConfirmedLine> Fold(List<ConfirmedLine> shipped, IReadOnlyList<ConfirmedLine> confirmed)
    {
        var filled = Totals(shipped);
        var before = Totals(confirmed);
        foreach (var line in lines.Where(line => line.Kind == LineKind.Product))
        {
            var whole = changed.TryGetValue(line.LineId, out var sent)
                ? Units(line, sent, filled)
                : filled.GetValueOrDefault(line.LineId);
            var quantity = whole - before.GetValueOrDefault(line.LineId);
            if (quantity > 0)
            {
                yield return new ConfirmedLine { LineId = line.LineId, Quantity = quantity };
            }
        }
    }

    /// <summary>How many units of the line all of its parts make.</summary>
    private static decimal Units(OrderLine line, ChangedLine sent, Dictionary<string, decimal> filled)
    {
        if (sent.Parts.Count == 0)
        {
            return 0;
        }

        var made = sent.Parts.Select((part, i) => filled.GetValueOrDefault(IdOf(line, i)) / part.PerUnit).Min();
        return made >= line.Quantity ? line.Quantity : decimal.Floor(made);
    }

    private IEnumerable<OrderLine> Expand(OrderLine line) =>
        changed.TryGetValue(line.LineId, out var sent)
            ? sent.Parts.Select(
                (part, i) =>
                    line with
                    {
                        LineId = IdOf(line, i),
                        Kind = LineKind.Product,
                        Sku = part.Sku,
                        Quantity = part.PerUnit * line.Quantity,
                    }
            )
            : [line];

    /// <summary>No line of a cart has such an id.</summary>
    private static string IdOf(OrderLine line, int part) => $"{line.LineId}\n{part}";

    private static Dictionary<string, decimal> Totals(IEnumerable<ConfirmedLine> shipped) =>
        shipped
            .GroupBy(line => line.LineId, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.Sum(line => line.Quantity), StringComparer.Ordinal);
}
