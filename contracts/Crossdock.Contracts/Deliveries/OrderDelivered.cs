namespace Crossdock.Contracts;

/// <summary>Event, wms-adapter to order-router: the warehouse has the delivery, under its own number.</summary>
public sealed record OrderDelivered : IOrderMessage
{
    public required Guid OrderId { get; init; }
    public required Guid DeliveryId { get; init; }

    /// <summary>The revision of the order that the warehouse received.</summary>
    public required int Revision { get; init; }

    /// <summary>The warehouse's own number of the delivery (at Bergen: the prefixed pick-ticket number).</summary>
    public required string WarehouseNumber { get; init; }
    public required DateTimeOffset DeliveredAt { get; init; }

    /// <summary>
    /// Increases each time the warehouse takes back how the delivery ended: a refused one turns up, a canceled one is opened again. A message
    /// of an earlier turn came late.
    /// </summary>
    public int Turn { get; init; }
}
