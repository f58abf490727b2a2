namespace Crossdock.Contracts;

/// <summary>
/// Command, wms-adapter to cart-adapter: the order is about to be sent, so read it from the cart again. What the cart shows goes to the
/// order-router as <see cref="OrderReceived"/>, as every reading does.
/// </summary>
public sealed record RereadOrder : IOrderMessage
{
    public required Guid OrderId { get; init; }

    /// <summary>A reading from before this moment is not enough.</summary>
    public required DateTimeOffset Since { get; init; }
}
