namespace Crossdock.Contracts;

/// <summary>How much of an item one building of a warehouse had when it was read.</summary>
public sealed record StockReading
{
    /// <summary>The building, in the warehouse's own name.</summary>
    public required string Warehouse { get; init; }

    /// <summary>The warehouse's code of the item.</summary>
    public required string ItemCode { get; init; }

    /// <summary>Units on hand; never negative.</summary>
    public required decimal OnHand { get; init; }
    public required DateTimeOffset ReadAt { get; init; }
}

/// <summary>
/// Event, wms-adapter to order-router: new readings, many per message. A round of reading ends with a message that says
/// <see cref="CompleteAsOf"/>, even when nothing has changed: then every level known so far is good as of that moment.
/// </summary>
public sealed record InventoryUpdated
{
    public required string Merchant { get; init; }

    /// <summary>The name of the warehouse connection.</summary>
    public required string Connection { get; init; }
    public required IReadOnlyList<StockReading> Readings { get; init; }

    /// <summary>Set on the last message of a round: when the round began, in UTC.</summary>
    public DateTimeOffset? CompleteAsOf { get; init; }
}

/// <summary>What a cart should show for one of its items.</summary>
public sealed record StockLevel
{
    public required string Sku { get; init; }

    /// <summary>Units on hand.</summary>
    public required decimal OnHand { get; init; }

    /// <summary>When the warehouse had it: an older level never overwrites a newer one.</summary>
    public required DateTimeOffset AsOf { get; init; }
}

/// <summary>Command, order-router to cart-adapter: show these levels, many per message.</summary>
public sealed record SetStock
{
    public required string Merchant { get; init; }

    /// <summary>The name of the cart connection.</summary>
    public required string Connection { get; init; }
    public required IReadOnlyList<StockLevel> Levels { get; init; }
}
