using Crossdock.Platform.Storage;

namespace Crossdock.OrderRouter.Stock;

/// <summary>The latest reading of one item in one building.</summary>
public sealed class StockDocument : Document
{
    public static Index<StockDocument> ByItem { get; } = new(s => s.Connection, s => s.ItemCode);

    /// <summary>Items whose level in the cart is doubtful since that time.</summary>
    public static Index<StockDocument> ByMoved { get; } = new(s => s.Connection, s => s.MovedAt);

    public static CollectionDefinition<StockDocument> Collection { get; } = new("stock", ByItem, ByMoved);

    /// <summary>The warehouse connection.</summary>
    public required string Connection { get; set; }

    /// <summary>The building, by the warehouse's own name.</summary>
    public required string Warehouse { get; set; }
    public required string ItemCode { get; set; }

    /// <summary>Units.</summary>
    public decimal OnHand { get; set; }
    public DateTimeOffset ReadAt { get; set; }

    /// <summary>When the cart last reduced the item's stock on its own; null once a complete reading has corrected it.</summary>
    public DateTimeOffset? MovedAt { get; set; }
}
