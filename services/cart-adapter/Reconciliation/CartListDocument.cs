using Crossdock.Contracts;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;

namespace Crossdock.CartAdapter.Reconciliation;

/// <summary>One reading of a cart for a reconciliation: how far it has come.</summary>
public sealed class CartListDocument : WorkDocument
{
    public static CollectionDefinition<CartListDocument> Collection { get; } =
        new("cart_lists", Worker<CartListDocument>.ByDue);

    public required ReconcileCart Command { get; set; }

    /// <summary>Everything before this moment was listed.</summary>
    public DateTimeOffset Cursor { get; set; }

    /// <summary>How many pages were published.</summary>
    public int Pages { get; set; }
}
