using Crossdock.Adapters;
using Crossdock.Contracts;

namespace Crossdock.CartAdapter.Orders;

public sealed partial class CartOrderStore
{
    /// <summary>
    /// Stores an order that was posted to the hub. What was posted never changes, and a void is final: safe to repeat, in any order. One that
    /// is known is published again, because whoever has it published again misses something further down.
    /// </summary>
    /// <param name="connection">The cart.</param>
    /// <param name="merchant">Whose order it is.</param>
    /// <param name="earliest">The earliest order date.</param>
    /// <param name="order">As it was posted.</param>
    /// <param name="cancellationToken">Stops before the next try.</param>
    public async Task KeepPostedAsync(
        string connection,
        string merchant,
        DateTimeOffset earliest,
        CartOrder order,
        CancellationToken cancellationToken
    )
    {
        var id = DerivedId.OfOrder(connection, order.CartOrderId);
        var now = time.GetUtcNow();
        if (await orders.FindAsync(id.ToString("D"), cancellationToken) is null)
        {
            // One whose void comes first is taken in as well, so that it ends as any other: canceled.
            var open = order with
            {
                State = CartOrderState.Open,
            };
            await orders.InsertAsync(
                New(id, connection, merchant, earliest, open, now, isPosted: true),
                cancellationToken
            );
        }

        if (order.State == CartOrderState.Void)
        {
            await KeepAsync(connection, merchant, earliest, order, now, cancellationToken);
        }

        await RepublishAsync(id, cancellationToken);
    }
}
