using Crossdock.Adapters;
using Crossdock.Platform.Api;
using Crossdock.Platform.Connections;
using Crossdock.Platform.Storage;

namespace Crossdock.CartAdapter.Shipments;

/// <summary>Finds the parcels of an order that are to be confirmed in the cart.</summary>
internal sealed class ShipmentLocator(
    IDocuments<ShipmentDocument> shipments,
    ConnectionSet<ICart> carts,
    TimeProvider time
) : IOrderLocator
{
    public async Task<IReadOnlyList<OrderPlace>> FindAsync(string number, CancellationToken cancellationToken)
    {
        var found = await shipments.QueryAsync(ShipmentDocument.ByOrderNumber.Where(number), cancellationToken);
        return
        [
            .. found.Select(shipment => new OrderPlace
            {
                Service = "cart-adapter",
                Part = "shipment",
                Connection = shipment.Connection,
                OrderId = shipment.Shipment.OrderId,
                OrderNumber = number,
                State = $"{shipment.State}".ToLowerInvariant(),
                Since = shipment.ConfirmedAt ?? shipment.SentAt,
                WaitsFor = WaitReason.Of(shipment, carts, time.GetUtcNow()) ?? shipment.Reason,
            }),
        ];
    }
}
