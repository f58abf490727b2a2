namespace Crossdock.Contracts;

/// <summary>A parcel that a cart shows as shipped, whoever entered it there.</summary>
public sealed record ParcelInCart
{
    /// <summary>Ours, if the cart shows by which of our parcels it was entered; null if somebody else entered it, or the cart does not say.</summary>
    public Guid? ShipmentId { get; init; }

    /// <summary>Null if the cart shows none.</summary>
    public string? TrackingNumber { get; init; }

    /// <summary>What is in it; null if the cart does not say.</summary>
    public IReadOnlyList<ConfirmedLine>? Lines { get; init; }
}
