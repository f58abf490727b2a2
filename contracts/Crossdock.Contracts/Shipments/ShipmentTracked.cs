namespace Crossdock.Contracts;

/// <summary>Event, wms-adapter to order-router: a parcel left the warehouse.</summary>
public sealed record ShipmentTracked : IOrderMessage
{
    /// <summary>Derived from the delivery and the parcel: the same parcel always has the same id.</summary>
    public required Guid ShipmentId { get; init; }
    public required Guid OrderId { get; init; }
    public required Guid DeliveryId { get; init; }

    /// <summary>In the warehouse's codes.</summary>
    public string? Carrier { get; init; }

    /// <summary>In the warehouse's codes.</summary>
    public string? Service { get; init; }

    /// <summary>The first one; null if the parcel has none.</summary>
    public string? TrackingNumber { get; init; }

    /// <summary>The parcel's further tracking numbers.</summary>
    public IReadOnlyList<string> OtherTrackingNumbers { get; init; } = [];

    /// <summary>Increases each time the warehouse corrects the tracking numbers.</summary>
    public int Version { get; init; }
    public required DateTimeOffset ShippedAt { get; init; }

    /// <summary>Null if the warehouse does not say.</summary>
    public decimal? WeightPounds { get; init; }
    public required IReadOnlyList<ShippedItem> Items { get; init; }

    /// <summary>All parcels of the delivery; null until the warehouse says that no more will leave.</summary>
    public IReadOnlyList<Guid>? AllShipments { get; init; }
}
