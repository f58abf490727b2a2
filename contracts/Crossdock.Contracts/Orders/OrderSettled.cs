namespace Crossdock.Contracts;

/// <summary>Event, order-router to cart-adapter: the order has ended, so <see cref="OrderReceived"/> need not be published again.</summary>
public sealed record OrderSettled : IOrderMessage
{
    public required Guid OrderId { get; init; }

    /// <summary>How it ended: <c>confirmed</c>, <c>canceled</c> or <c>skipped</c>.</summary>
    public required string Status { get; init; }

    /// <summary>The version of the order that has ended so; a later change in the cart is not settled by it.</summary>
    public int Version { get; init; }

    /// <summary>True if the rules skipped an order that the cart-adapter had accepted; false if the cart-adapter skipped it.</summary>
    public bool IsSkippedByRules { get; init; }
}
