using Crossdock.Adapters;
using Crossdock.Platform.Api;
using Crossdock.Platform.Connections;
using Crossdock.Platform.Storage;

namespace Crossdock.WmsAdapter.Deliveries;

/// <summary>Finds the deliveries of an order.</summary>
internal sealed class DeliveryLocator(
    IDocuments<DeliveryDocument> deliveries,
    ConnectionSet<IWarehouse> warehouses,
    TimeProvider time
) : IOrderLocator
{
    public async Task<IReadOnlyList<OrderPlace>> FindAsync(string number, CancellationToken cancellationToken)
    {
        var found = await deliveries.QueryAsync(DeliveryDocument.ByOrderNumber.Where(number), cancellationToken);
        return
        [
            .. found.Select(delivery => new OrderPlace
            {
                Service = "wms-adapter",
                Part = "delivery",
                Connection = delivery.Connection,
                OrderId = delivery.Delivery.OrderId,
                OrderNumber = number,
                State = StateOf(delivery.State),
                Since = delivery.DeliveredAt ?? delivery.SentAt,
                WaitsFor = WaitReason.Of(delivery, warehouses, time.GetUtcNow()) ?? delivery.Reason ?? delivery.Note,
            }),
        ];
    }

    private static string StateOf(DeliveryState state) =>
        state == DeliveryState.AtWarehouse ? "at_warehouse" : $"{state}".ToLowerInvariant();
}
