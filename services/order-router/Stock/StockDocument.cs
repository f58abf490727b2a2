using Crossdock.Contracts;
using Crossdock.Platform.Storage;

namespace Crossdock.OrderRouter.Stock;

/// <summary>The latest reading of one item in one building.</summary>
public sealed class StockDocument : Document
{
    public static Index<StockDocument> ByItem { get; } = new(s => s.Connection, s => s.ItemKey);

    /// <summary>Items whose level in the cart is doubtful since that time.</summary>
    public static Index<StockDocument> ByMoved { get; } = new(s => s.Connection, s => s.MovedAt);

    /// <summary>Items by when the warehouse last listed them.</summary>
    public static Index<StockDocument> BySeen { get; } = new(s => s.Connection, s => s.SeenAt);

    public static CollectionDefinition<StockDocument> Collection { get; } = new("stock", ByItem, ByMoved, BySeen);

    /// <summary>The warehouse connection.</summary>
    public required string Connection { get; set; }

    /// <summary>The building, by the warehouse's own name.</summary>
    public required string Warehouse { get; set; }
    public required string ItemCode { get; set; }

    /// <summary>The same for all spellings of the code.</summary>
    public string ItemKey { get; set; } = "";

    /// <summary>Units.</summary>
    public decimal OnHand { get; set; }
    public DateTimeOffset ReadAt { get; set; }

    /// <summary>The start of the latest download that listed it; null once it is missing and counts as zero.</summary>
    public DateTimeOffset? SeenAt { get; set; }

    /// <summary>The time as of which the level is valid: a file that lies there unchanged is valid when it is read again.</summary>
    public DateTimeOffset LevelAsOf() => SeenAt > ReadAt ? SeenAt.Value : ReadAt;

    public static string IdOf(string connection, string warehouse, string itemCode) =>
        $"{connection}:{warehouse.ToUpperInvariant()}:{ItemCodes.KeyOf(itemCode)}";

    /// <summary>When the cart last reduced the item's stock on its own; null once a complete reading has corrected it.</summary>
    public DateTimeOffset? MovedAt { get; set; }
}
