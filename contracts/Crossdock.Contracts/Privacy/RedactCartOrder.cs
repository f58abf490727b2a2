namespace Crossdock.Contracts;

/// <summary>Command, order-router to cart-adapter: remove the customer's personal data from the order, which has ended.</summary>
public sealed record RedactCartOrder : IOrderMessage
{
    public required Guid OrderId { get; init; }
}
