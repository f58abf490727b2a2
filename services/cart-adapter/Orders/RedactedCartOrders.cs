using Crossdock.Platform.Messaging;
using Crossdock.Platform.Storage;

namespace Crossdock.CartAdapter.Orders;

internal sealed class RedactedCartOrders(IDocuments<CartOrderDocument> orders) : IRedactedOrders
{
    public async Task<bool> IsRedactedAsync(Guid orderId, CancellationToken cancellationToken) =>
        await orders.FindAsync(orderId.ToString("D"), cancellationToken) is { RedactedAt: not null };
}
