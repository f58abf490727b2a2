namespace Crossdock.Contracts;

/// <summary>Event, cart-adapter to order-router: the cart shows the parcel.</summary>
public sealed record ShipmentConfirmed : IOrderMessage
{
    public required Guid OrderId { get; init; }
    public required Guid ShipmentId { get; init; }
    public required DateTimeOffset ConfirmedAt { get; init; }

    /// <summary>The version of the parcel that this is about.</summary>
    public int Version { get; init; }
}
