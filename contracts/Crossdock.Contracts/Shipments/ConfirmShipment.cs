namespace Crossdock.Contracts;

/// <summary>Command, order-router to cart-adapter: confirm this parcel in the cart. A repeat is answered again; the cart gets the parcel once.</summary>
public sealed record ConfirmShipment : IOrderMessage
{
    public required Guid ShipmentId { get; init; }
    public required Guid OrderId { get; init; }

    /// <summary>The name of the cart connection.</summary>
    public required string Connection { get; init; }
    public required string Merchant { get; init; }
    public required string CartOrderId { get; init; }
    public required string OrderNumber { get; init; }

    /// <summary>The cart's name of the carrier.</summary>
    public string? Carrier { get; init; }
    public string? Service { get; init; }

    /// <summary>The first one; null if the parcel has none.</summary>
    public string? TrackingNumber { get; init; }

    /// <summary>The parcel's further tracking numbers.</summary>
    public IReadOnlyList<string> OtherTrackingNumbers { get; init; } = [];

    /// <summary>Increases each time the warehouse corrects the tracking numbers.</summary>
    public int Version { get; init; }
    public required DateTimeOffset ShippedAt { get; init; }
    public required IReadOnlyList<ConfirmedLine> Lines { get; init; }
}
