using Crossdock.OrderRouter.Orders;
using Crossdock.Platform.Messaging;
using Crossdock.Platform.Storage;

namespace Crossdock.OrderRouter.Privacy;

internal sealed class RedactedOrders(IDocuments<OrderState> orders) : IRedactedOrders
{
    public async Task<bool> IsRedactedAsync(Guid orderId, CancellationToken cancellationToken) =>
        await orders.FindAsync(orderId.ToString("D"), cancellationToken) is { RedactedAt: not null };
}
