using Crossdock.Adapters;
using Crossdock.Platform.Connections;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;

namespace Crossdock.CartAdapter.Orders;

/// <summary>Reads orders from the cart again that are about to be sent: many in few calls, where the cart offers that.</summary>
public sealed class OrderReread(
    IDocuments<RereadDocument> rereads,
    ConnectionSet<ICart> carts,
    CartOrderStore store,
    TimeProvider time
) : Worker<RereadDocument>
{
    public override int BatchSize => 50;

    public override async Task StepAsync(IReadOnlyList<RereadDocument> documents, CancellationToken cancellationToken)
    {
        var (settings, cart, _) = carts[documents[0].Connection];
        var earliest = settings.Of<CartSettings>().EarliestOrderDate;
        var now = time.GetUtcNow();
        var read = await ReadAsync(cart, documents, earliest, cancellationToken);
        foreach (var document in documents)
        {
            var id = Guid.Parse(document.Id);
            // Who asked has asked before now, whatever its clock says.
            var readAt = document.Since > now ? document.Since : now;
            await (
                read.TryGetValue(document.CartOrderId, out var order)
                    ? store.RereadAsync(id, settings.Merchant, earliest, order, readAt, cancellationToken)
                    : store.UnchangedAsync(id, readAt, cancellationToken)
            );
            document.Done();
            await rereads.DeleteAsync(document, cancellationToken);
        }
    }

    /// <returns>The orders by the cart's id: null for one that the cart does not have any more, nothing for one that has not changed.</returns>
    private static async Task<Dictionary<string, CartOrder?>> ReadAsync(
        ICart cart,
        IReadOnlyList<RereadDocument> documents,
        DateTimeOffset earliest,
        CancellationToken cancellationToken
    )
    {
        var read = new Dictionary<string, CartOrder?>(StringComparer.Ordinal);
        if (cart is INotifyingCart known)
        {
            var ids = documents.Select(document => document.CartOrderId).ToList();
            ids.ForEach(id => read[id] = null);
            Keep(await known.ReadOrdersAsync(ids, cancellationToken));
        }
        else if (cart is ISearchableCart searchable)
        {
            foreach (var document in documents)
            {
                read[document.CartOrderId] = null;
                Keep(await searchable.FindOrdersAsync(document.OrderNumber, cancellationToken));
            }
        }
        else
        {
            var oldest = documents.Min(document => document.ReadAt ?? earliest) - LookBack.Overlap;
            await foreach (var page in cart.OrdersChangedSinceAsync(oldest, cancellationToken))
            {
                Keep(page);
            }
        }

        return read;

        void Keep(IReadOnlyList<CartOrder> orders)
        {
            foreach (var order in orders)
            {
                read[order.CartOrderId] = order;
            }
        }
    }
}
