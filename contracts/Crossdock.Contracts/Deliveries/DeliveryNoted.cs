namespace Crossdock.Contracts;

/// <summary>Event, wms-adapter to order-router: something happened at the warehouse that a person should know (held there, parcel returned); the delivery goes on.</summary>
public sealed record DeliveryNoted : IOrderMessage
{
    public required Guid OrderId { get; init; }
    public required Guid DeliveryId { get; init; }

    /// <summary>Null if the earlier note no longer holds.</summary>
    public required string? Note { get; init; }
}
