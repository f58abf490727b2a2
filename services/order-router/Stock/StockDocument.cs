using Crossdock.Platform.Storage;

namespace Crossdock.OrderRouter.Stock;

/// <summary>The latest reading of one item in one building.</summary>
public sealed class StockDocument : Document
{
    public static Index<StockDocument> ByItem { get; } = new(s => s.Connection, s => s.ItemCode);

    /// <summary>Those that the cart may show wrongly since then.</summary>
    public static Index<StockDocument> ByMoved { get; } = new(s => s.Connection, s => s.MovedAt);

    public static CollectionDefinition<StockDocument> Collection { get; } = new("stock", ByItem, ByMoved);

    /// <summary>The warehouse connection.</summary>
    public required string Connection { get; set; }

    /// <summary>The building, in the warehouse's own name.</summary>
    public required string Warehouse { get; set; }
    public required string ItemCode { get; set; }

    /// <summary>Units.</summary>
    public decimal OnHand { get; set; }
    public DateTimeOffset ReadAt { get; set; }

    /// <summary>When the cart last took the item off its stock by itself; null once a complete reading has set that right.</summary>
    public DateTimeOffset? MovedAt { get; set; }
}
