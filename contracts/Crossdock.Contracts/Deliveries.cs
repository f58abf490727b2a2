namespace Crossdock.Contracts;

/// <summary>One item of a delivery, in the warehouse's own code.</summary>
public sealed record DeliveryItem
{
    /// <summary>The code by which the warehouse knows the item (at Bergen: the UPC).</summary>
    public required string ItemCode { get; init; }

    /// <summary>In units; greater than zero.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Per unit, in the order's currency.</summary>
    public decimal UnitPrice { get; init; }
    public string? Description { get; init; }
}

/// <summary>Command, order-router to wms-adapter: have this delivered. Given again, it is answered again and sent to the warehouse once.</summary>
public sealed record DeliverOrder
{
    /// <summary>Derived from the order and the number of the attempt that a person released.</summary>
    public required Guid DeliveryId { get; init; }
    public required Guid OrderId { get; init; }

    /// <summary>The order's revision that this delivery carries; a delivery that has not left yet takes over a newer one.</summary>
    public required int Revision { get; init; }
    public required string Merchant { get; init; }

    /// <summary>The name of the warehouse connection.</summary>
    public required string Connection { get; init; }
    public required string OrderNumber { get; init; }

    /// <summary>The field's cust_ref: short, unique, of capital letters, digits and dashes; what the warehouse is asked by.</summary>
    public required string Reference { get; init; }

    /// <summary>The building, in the warehouse's own name; null leaves it to the connection.</summary>
    public string? Warehouse { get; init; }
    public required DateTimeOffset OrderedAt { get; init; }
    public required Address ShipTo { get; init; }
    public Address? BillTo { get; init; }

    /// <summary>The carrier in the warehouse's codes (at Bergen: ShipVia).</summary>
    public required string Carrier { get; init; }

    /// <summary>The carrier's service in the warehouse's codes (at Bergen: ShipService).</summary>
    public required string Service { get; init; }
    public required IReadOnlyList<DeliveryItem> Items { get; init; }
    public string? Instructions { get; init; }

    /// <summary>The day on which it is to ship, at midnight UTC; null if the order names none.</summary>
    public DateTimeOffset? StartDate { get; init; }

    /// <summary>The day after which it is no longer wanted, at midnight UTC; null for no end.</summary>
    public DateTimeOffset? CancelDate { get; init; }

    /// <summary>It is not given to the warehouse before; null for at once.</summary>
    public DateTimeOffset? HoldUntil { get; init; }
}

/// <summary>Event, wms-adapter to order-router: the warehouse has it, under its own number there.</summary>
public sealed record OrderDelivered
{
    public required Guid OrderId { get; init; }
    public required Guid DeliveryId { get; init; }

    /// <summary>The order's revision that the warehouse was given.</summary>
    public required int Revision { get; init; }

    /// <summary>The warehouse's own number of the delivery (at Bergen: the prefixed pick-ticket number).</summary>
    public required string WarehouseNumber { get; init; }
    public required DateTimeOffset DeliveredAt { get; init; }
}

/// <summary>Event, wms-adapter to order-router: the warehouse will not take it.</summary>
public sealed record OrderRefused
{
    public required Guid OrderId { get; init; }
    public required Guid DeliveryId { get; init; }

    /// <summary>The order's revision that is refused.</summary>
    public required int Revision { get; init; }

    /// <summary>In words a person can act on.</summary>
    public required string Reason { get; init; }

    /// <summary>
    /// Mostly it is certain that the warehouse does not have it. Where it may yet turn up there, this is true, and only a person
    /// sends it again.
    /// </summary>
    public bool MayStillArrive { get; init; }
}

/// <summary>
/// Command, order-router to wms-adapter: stop this delivery where that is still possible. It says the whole delivery, so that one that has
/// not been heard of yet is stopped before it begins.
/// </summary>
public sealed record CancelDelivery
{
    public required DeliverOrder Delivery { get; init; }
    public required string Reason { get; init; }
}

/// <summary>
/// Event, wms-adapter to order-router: the delivery, or what was left of it, will not be shipped, because we asked or because the
/// warehouse chose so.
/// </summary>
public sealed record DeliveryCanceled
{
    public required Guid OrderId { get; init; }
    public required Guid DeliveryId { get; init; }
    public required string Reason { get; init; }

    /// <summary>The parcels that left before, each of them a <see cref="ShipmentTracked"/> of its own, which may still be on its way.</summary>
    public IReadOnlyList<Guid> Shipments { get; init; } = [];
}

/// <summary>Event, wms-adapter to order-router: it was too late to cancel; the delivery goes its way.</summary>
public sealed record CancelRefused
{
    public required Guid OrderId { get; init; }
    public required Guid DeliveryId { get; init; }
    public required string Reason { get; init; }
}

/// <summary>Event, wms-adapter to order-router: something happened at the warehouse that a person should know (held there, parcel returned); the delivery stands.</summary>
public sealed record DeliveryNoted
{
    public required Guid OrderId { get; init; }
    public required Guid DeliveryId { get; init; }

    /// <summary>Null where nothing of what was noted holds any more.</summary>
    public required string? Note { get; init; }
}
