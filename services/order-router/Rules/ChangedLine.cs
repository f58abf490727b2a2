using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Rules;

/// <summary>
/// A line for which other items were sent, or nothing. It is kept with the order: a parcel is compared with what was sent, not with what the
/// rules would make of the order now.
/// </summary>
/// <param name="LineId">The cart's line.</param>
/// <param name="Parts">What was sent for it; empty if nothing was.</param>
public sealed record ChangedLine(string LineId, IReadOnlyList<ChangedPart> Parts)
{
    public static IReadOnlyList<ChangedLine> Of(OrderDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return
        [
            .. draft
                .Lines.Where(line => line.IsChanged)
                .Select(line => new ChangedLine(
                    line.Line.LineId,
                    [.. line.Parts.Select(part => new ChangedPart(part.Sku, part.ItemCode, part.PerUnit))]
                )),
        ];
    }

    /// <summary>The lines of which something is sent.</summary>
    public static IReadOnlyList<OrderLine> Expected(
        IReadOnlyList<OrderLine> lines,
        IReadOnlyCollection<ChangedLine> changed
    )
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(changed);
        if (changed.Count == 0)
        {
            return lines;
        }

        var left = changed.Where(line => line.Parts.Count == 0).Select(line => line.LineId).ToHashSet();
        return [.. lines.Where(line => !left.Contains(line.LineId))];
    }
}

/// <summary>An item that was sent for a line.</summary>
/// <param name="Sku">In the cart's words.</param>
/// <param name="ItemCode">In the warehouse's words.</param>
/// <param name="PerUnit">Units of it for one unit of the line.</param>
public sealed record ChangedPart(string Sku, string ItemCode, decimal PerUnit);
