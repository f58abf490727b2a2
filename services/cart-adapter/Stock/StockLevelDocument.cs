using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;

namespace Crossdock.CartAdapter.Stock;

/// <summary>The level to set in the cart for one SKU.</summary>
public sealed class StockLevelDocument : WorkDocument
{
    public static CollectionDefinition<StockLevelDocument> Collection { get; } =
        new("stock_levels", Worker<StockLevelDocument>.ByDue);

    public required string Sku { get; set; }

    /// <summary>Units on hand.</summary>
    public decimal OnHand { get; set; }
    public DateTimeOffset AsOf { get; set; }
    public DateTimeOffset? SetAt { get; set; }

    /// <summary>Why it could not be set; null if it was.</summary>
    public string? Problem { get; set; }
}
