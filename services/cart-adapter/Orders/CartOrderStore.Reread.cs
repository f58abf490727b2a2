using Crossdock.Adapters;
using Crossdock.Platform.Storage;

namespace Crossdock.CartAdapter.Orders;

public sealed partial class CartOrderStore
{
    /// <summary>
    /// Stores what the cart shows of a known order, and publishes it at once even if it is as it was, settled or not: somebody waits for the
    /// reading. Safe to repeat.
    /// </summary>
    /// <param name="id">The order's id.</param>
    /// <param name="merchant">Whose it is.</param>
    /// <param name="earliest">The earliest order date.</param>
    /// <param name="order">As the cart shows it; null if the cart does not have it any more.</param>
    /// <param name="readAt">When the cart was asked.</param>
    /// <param name="cancellationToken">Stops before the next try.</param>
    public async Task RereadAsync(
        Guid id,
        string merchant,
        DateTimeOffset earliest,
        CartOrder? order,
        DateTimeOffset readAt,
        CancellationToken cancellationToken
    )
    {
        var mark = await marks.ReadAsync(cancellationToken);
        await orders.UpdateAsync(
            id.ToString("D"),
            document => Change(document, order, merchant, earliest, readAt, mark) | Confirm(document, readAt),
            cancellationToken
        );
        signal.Wake();
    }

    /// <summary>The cart has shown that an order is as it was.</summary>
    public async Task UnchangedAsync(Guid id, DateTimeOffset readAt, CancellationToken cancellationToken)
    {
        await orders.UpdateAsync(id.ToString("D"), document => Confirm(document, readAt), cancellationToken);
        signal.Wake();
    }

    /// <summary>Publishes again what a reading since then has shown.</summary>
    /// <returns>False if it has not been read since, or is unknown.</returns>
    public async Task<bool> RepublishReadingAsync(Guid id, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var isRead = false;
        await orders.UpdateAsync(
            id.ToString("D"),
            document =>
            {
                isRead = document.Received?.ReadAt >= since;
                return isRead && Confirm(document, since);
            },
            cancellationToken
        );
        signal.Wake();
        return isRead;
    }

    private bool Confirm(CartOrderDocument document, DateTimeOffset readAt)
    {
        if (document.Received is not { } received)
        {
            return false;
        }

        document.Received = received.ReadAt >= readAt ? received : received with { ReadAt = readAt };
        (document.Settled, document.PublishCount) = (null, 0);
        document.DueNow(time.GetUtcNow());
        return true;
    }
}
