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
                .SelectMany(line => line.Parts.Select(part => (Line: line, Part: part)))
                .GroupBy(one => one.Part.ItemCode, StringComparer.OrdinalIgnoreCase)
                .Select(parts => new DeliveryItem
                {
                    ItemCode = parts.Key,
                    Quantity = parts.Sum(one => one.Part.Quantity),
                    UnitPrice = parts.First().Line.PricePerUnit(),
                    Description = parts.First().Line.IsChanged ? null : parts.First().Line.Line.Description,
                }),
        ];
}

/// <summary>A line of the order, and what is sent for it.</summary>
/// <param name="Line">As the cart has it.</param>
/// <param name="Parts">Nothing is sent for a line without parts.</param>
public sealed record DraftLine(OrderLine Line, IReadOnlyList<DraftPart> Parts)
{
    private const int PriceDigits = 4;

    /// <summary>True if something else than the line itself is sent: other items, or nothing.</summary>
    public bool IsChanged { get; init; }

    public static DraftLine Of(OrderLine line) =>
        new(
            line,
            line is { Kind: LineKind.Product, Sku: { } sku, Quantity: > 0 }
                ? [new(sku, sku.Trim(), line.Quantity, 1)]
                : []
        );

    /// <summary>The line, for which these are sent.</summary>
    /// <param name="items">For one unit of the line.</param>
    public DraftLine As(IEnumerable<Component> items) =>
        this with
        {
            IsChanged = true,
            Parts =
            [
                .. items
                    .GroupBy(item => item.Sku.Trim(), StringComparer.OrdinalIgnoreCase)
                    .Select(same => (Sku: same.Key, PerUnit: same.Sum(item => item.Quantity)))
                    .Select(item => new DraftPart(item.Sku, item.Sku, item.PerUnit * Line.Quantity, item.PerUnit)),
            ],
        };

    /// <summary>The line's price, divided among the units that are sent for it.</summary>
    public decimal PricePerUnit() =>
        IsChanged ? decimal.Round(Line.UnitPrice / Parts.Sum(part => part.PerUnit), PriceDigits) : Line.UnitPrice;
}

/// <summary>One item that is sent for a line.</summary>
/// <param name="Sku">In the cart's words.</param>
/// <param name="ItemCode">In the warehouse's words; the SKU until they are known.</param>
/// <param name="Quantity">In units of the item, for the whole line.</param>
/// <param name="PerUnit">The same for one unit of the line.</param>
public sealed record DraftPart(string Sku, string ItemCode, decimal Quantity, decimal PerUnit);
