namespace Crossdock.Contracts;

/// <summary>Event, order-router: an order is on hold until a person acts, and why. A notification: it need not have a subscriber.</summary>
public sealed record OrderHeld : IOrderMessage
{
    public required Guid OrderId { get; init; }
    public required string Merchant { get; init; }
    public required string OrderNumber { get; init; }
    public required string Reason { get; init; }
}
