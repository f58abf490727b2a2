namespace Crossdock.Contracts;

/// <summary>How much of an item one building of a warehouse had when it was read.</summary>
public sealed record StockReading
{
    /// <summary>The building, in the warehouse's own name.</summary>
    public required string Warehouse { get; init; }

    /// <summary>The warehouse's code of the item; empty where the row names none.</summary>
    public required string ItemCode { get; init; }

    /// <summary>Units on hand; never negative. Null where the warehouse lists the item with a number that cannot be read.</summary>
    public required decimal? OnHand { get; init; }
    public required DateTimeOffset ReadAt { get; init; }
}
