namespace Crossdock.Contracts;

/// <summary>Event, cart-adapter to order-router: the cart refused the parcel.</summary>
public sealed record ShipmentRefused : IOrderMessage
{
    public required Guid OrderId { get; init; }
    public required Guid ShipmentId { get; init; }

    /// <summary>Says what a person can do about it.</summary>
    public required string Reason { get; init; }

    /// <summary>The version of the parcel that this is about.</summary>
    public int Version { get; init; }
}
