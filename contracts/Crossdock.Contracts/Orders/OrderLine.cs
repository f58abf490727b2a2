namespace Crossdock.Contracts;

/// <summary>One line of a cart's order.</summary>
public sealed record OrderLine
{
    /// <summary>The cart's own id of the line: shipments are confirmed against it.</summary>
    public required string LineId { get; init; }
    public required LineKind Kind { get; init; }

    /// <summary>The merchant's item code in the cart; null if the line has no item.</summary>
    public string? Sku { get; init; }
    public string? Description { get; init; }

    /// <summary>In units of the item; never negative on a product line of an accepted order.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Per unit, in the order's currency, after the line's discount.</summary>
    public decimal UnitPrice { get; init; }
}
