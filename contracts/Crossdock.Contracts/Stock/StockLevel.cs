namespace Crossdock.Contracts;

/// <summary>What a cart should show for one of its items.</summary>
public sealed record StockLevel
{
    public required string Sku { get; init; }

    /// <summary>Units on hand.</summary>
    public required decimal OnHand { get; init; }

    /// <summary>When the warehouse had this much; an older level never overwrites a newer one.</summary>
    public required DateTimeOffset AsOf { get; init; }
}
