namespace Crossdock.Contracts;

/// <summary>Event, wms-adapter to order-router: it was too late to cancel; the delivery goes on.</summary>
public sealed record CancelRefused : IOrderMessage
{
    public required Guid OrderId { get; init; }
    public required Guid DeliveryId { get; init; }
    public required string Reason { get; init; }
}
