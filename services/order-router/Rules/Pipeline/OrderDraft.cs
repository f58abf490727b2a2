using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Rules;

/// <summary>A delivery in the making: what the rules so far made of an order.</summary>
public sealed record OrderDraft
{
    /// <summary>The order's current revision.</summary>
    public required OrderReceived Order { get; init; }

    /// <summary>The order's lines, in their order, each with what is sent for it.</summary>
    public required IReadOnlyList<DraftLine> Lines { get; init; }

    /// <summary>The warehouse that ships it; null until one is chosen.</summary>
    public OrderRoute? Warehouse { get; init; }

    /// <summary>The warehouse's carrier and service; null until they are known.</summary>
    public ShipMethod? Method { get; init; }

    /// <summary>It is not given to the warehouse before; null for at once.</summary>
    public DateTimeOffset? HoldUntil { get; init; }

    /// <summary>The delivery's reference; empty until it is made.</summary>
    public string Reference { get; init; } = "";

    public static OrderDraft Of(OrderReceived order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return new()
        {
            Order = order,
            HoldUntil = order.HoldUntil,
            Lines = [.. order.Lines.Select(DraftLine.Of)],
        };
    }

    /// <summary>One item per code: a warehouse picks each code once, however many lines have it.</summary>
    public IReadOnlyList<DeliveryItem> Items() =>
        [
            .. Lines
                .SelectMany(line => line.Parts.Select(part => (line.Line, Part: part)))
                .GroupBy(one => one.Part.ItemCode, StringComparer.OrdinalIgnoreCase)
                .Select(parts => new DeliveryItem
                {
                    ItemCode = parts.Key,
                    Quantity = parts.Sum(one => one.Part.Quantity),
                    UnitPrice = parts.First().Line.UnitPrice,
                    Description = parts.First().Line.Description,
                }),
        ];
}

/// <summary>A line of the order, and what is sent for it.</summary>
/// <param name="Line">As the cart has it.</param>
/// <param name="Parts">Nothing is sent for a line without parts.</param>
public sealed record DraftLine(OrderLine Line, IReadOnlyList<DraftPart> Parts)
{
    public static DraftLine Of(OrderLine line) =>
        new(
            line,
            line is { Kind: LineKind.Product, Sku: { } sku, Quantity: > 0 } ? [new(sku, sku.Trim(), line.Quantity)] : []
        );
}

/// <summary>One item that is sent for a line.</summary>
/// <param name="Sku">In the cart's words.</param>
/// <param name="ItemCode">In the warehouse's words; the SKU until they are known.</param>
/// <param name="Quantity">In units of the item.</param>
public sealed record DraftPart(string Sku, string ItemCode, decimal Quantity);
