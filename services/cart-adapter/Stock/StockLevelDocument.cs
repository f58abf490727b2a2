using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;

namespace Crossdock.CartAdapter.Stock;

/// <summary>What the cart should show for one SKU.</summary>
public sealed class StockLevelDocument : WorkDocument
{
    public static CollectionDefinition<StockLevelDocument> Collection { get; } =
        new("stock_levels", Worker<StockLevelDocument>.ByDue);

    public required string Sku { get; set; }

    /// <summary>Units on hand.</summary>
    public decimal OnHand { get; set; }
    public DateTimeOffset AsOf { get; set; }
    public DateTimeOffset? SetAt { get; set; }

    /// <summary>Why the cart cannot show it; null where it can.</summary>
    public string? Problem { get; set; }
}
