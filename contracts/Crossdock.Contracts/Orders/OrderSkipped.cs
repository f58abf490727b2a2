namespace Crossdock.Contracts;

/// <summary>Event, cart-adapter to order-router: an order in the cart was not accepted, and why.</summary>
public sealed record OrderSkipped : IOrderMessage
{
    public required Guid OrderId { get; init; }
    public required string Merchant { get; init; }
    public required string Connection { get; init; }
    public required string CartOrderId { get; init; }
    public required string OrderNumber { get; init; }

    /// <summary>Says what a person can do about it.</summary>
    public required string Reason { get; init; }

    /// <summary>True if it was posted to the hub's own API.</summary>
    public bool IsPosted { get; init; }
}
