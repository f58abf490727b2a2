namespace Crossdock.Contracts;

/// <summary>How many units of an item are in a parcel.</summary>
public sealed record ShippedItem
{
    /// <summary>The warehouse's code of the item.</summary>
    public required string ItemCode { get; init; }
    public required decimal Quantity { get; init; }
}

/// <summary>Event, wms-adapter to order-router: a parcel left the warehouse.</summary>
public sealed record ShipmentTracked
{
    /// <summary>Derived from the delivery and the parcel: the same parcel always has the same id.</summary>
    public required Guid ShipmentId { get; init; }
    public required Guid OrderId { get; init; }
    public required Guid DeliveryId { get; init; }

    /// <summary>In the warehouse's codes.</summary>
    public string? Carrier { get; init; }

    /// <summary>In the warehouse's codes.</summary>
    public string? Service { get; init; }
    public required string TrackingNumber { get; init; }
    public required DateTimeOffset ShippedAt { get; init; }

    /// <summary>In pounds, where the warehouse says it.</summary>
    public decimal? WeightPounds { get; init; }
    public required IReadOnlyList<ShippedItem> Items { get; init; }

    /// <summary>All parcels of the delivery, once the warehouse says that nothing more will leave; null before.</summary>
    public IReadOnlyList<Guid>? AllShipments { get; init; }
}

/// <summary>How many units of a cart's line a shipment holds.</summary>
public sealed record ConfirmedLine
{
    /// <summary>The cart's own id of the line.</summary>
    public required string LineId { get; init; }
    public required decimal Quantity { get; init; }
}

/// <summary>Command, order-router to cart-adapter: tell the cart of this parcel. Given again, it is answered again and told once.</summary>
public sealed record ConfirmShipment
{
    public required Guid ShipmentId { get; init; }
    public required Guid OrderId { get; init; }

    /// <summary>The name of the cart connection.</summary>
    public required string Connection { get; init; }
    public required string Merchant { get; init; }
    public required string CartOrderId { get; init; }
    public required string OrderNumber { get; init; }

    /// <summary>The carrier in the cart's words.</summary>
    public string? Carrier { get; init; }
    public string? Service { get; init; }
    public required string TrackingNumber { get; init; }
    public required DateTimeOffset ShippedAt { get; init; }
    public required IReadOnlyList<ConfirmedLine> Lines { get; init; }
}

/// <summary>Event, cart-adapter to order-router: the cart shows the parcel.</summary>
public sealed record ShipmentConfirmed
{
    public required Guid OrderId { get; init; }
    public required Guid ShipmentId { get; init; }
    public required DateTimeOffset ConfirmedAt { get; init; }
}

/// <summary>Event, cart-adapter to order-router: the cart will not take the parcel, and why, in words a person can act on.</summary>
public sealed record ShipmentRefused
{
    public required Guid OrderId { get; init; }
    public required Guid ShipmentId { get; init; }
    public required string Reason { get; init; }
}
