using Crossdock.Contracts;
using Crossdock.Platform.Messaging;
using Crossdock.Platform.Storage;

namespace Crossdock.WmsAdapter.Deliveries;

internal sealed class RedactedDeliveries(IDocuments<DeliveryDocument> deliveries) : IRedactedOrders
{
    /// <summary>The deliveries of an order lose the personal data together: the first one tells.</summary>
    public async Task<bool> IsRedactedAsync(Guid orderId, CancellationToken cancellationToken) =>
        await deliveries.FindAsync(DerivedId.OfDelivery(orderId, 1).ToString("D"), cancellationToken) is { } first
        && first.Delivery == PersonalData.Without(first.Delivery);
}
