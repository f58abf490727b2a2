namespace Crossdock.Contracts;

/// <summary>Event, order-router: an order is on hold until a person acts, and why; published again when the order is republished. A notification: it need not have a subscriber.</summary>
public sealed record OrderHeld : IOrderMessage
{
    public required Guid OrderId { get; init; }
    public required string Merchant { get; init; }
    public required string OrderNumber { get; init; }
    public required string Reason { get; init; }

    /// <summary>What holds it, the same for all orders that it holds; null from an earlier version.</summary>
    public ExceptionCause? Cause { get; init; }
}
