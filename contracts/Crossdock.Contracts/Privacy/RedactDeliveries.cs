namespace Crossdock.Contracts;

/// <summary>Command, order-router to wms-adapter: remove the customer's personal data from the deliveries of the order, which has ended.</summary>
public sealed record RedactDeliveries : IOrderMessage
{
    public required Guid OrderId { get; init; }
    public required IReadOnlyList<Guid> DeliveryIds { get; init; }
}
