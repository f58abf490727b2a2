namespace Crossdock.Contracts;

/// <summary>
/// Event, wms-adapter to order-router: the delivery, or the rest of it, will not be shipped, because we canceled it or because the warehouse
/// did.
/// </summary>
public sealed record DeliveryCanceled : IOrderMessage
{
    public required Guid OrderId { get; init; }
    public required Guid DeliveryId { get; init; }
    public required string Reason { get; init; }

    /// <summary>The parcels that left before; the <see cref="ShipmentTracked"/> of each may still be on its way.</summary>
    public IReadOnlyList<Guid> Shipments { get; init; } = [];

    /// <summary>
    /// Increases each time the warehouse takes back how the delivery ended: a refused one turns up, a canceled one is opened again. A message
    /// of an earlier turn came late.
    /// </summary>
    public int Turn { get; init; }
}
