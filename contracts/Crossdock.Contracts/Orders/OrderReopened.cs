namespace Crossdock.Contracts;

/// <summary>Event, order-router to cart-adapter: a person has the settled order sent again, so <see cref="OrderReceived"/> has to be republished.</summary>
public sealed record OrderReopened : IOrderMessage
{
    public required Guid OrderId { get; init; }

    /// <summary>The version of the order that was settled; a later one is republished anyway.</summary>
    public required int Version { get; init; }
}
