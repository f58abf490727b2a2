namespace Crossdock.Contracts;

/// <summary>Command, order-router to wms-adapter: deliver this. A repeat is answered again; the warehouse gets the delivery once.</summary>
public sealed record DeliverOrder : IOrderMessage
{
    /// <summary>Derived from the order and the number of the attempt that a person released.</summary>
    public required Guid DeliveryId { get; init; }
    public required Guid OrderId { get; init; }

    /// <summary>The revision of the order in this delivery; a delivery that was not sent yet takes over a newer one.</summary>
    public required int Revision { get; init; }
    public required string Merchant { get; init; }

    /// <summary>The name of the warehouse connection.</summary>
    public required string Connection { get; init; }
    public required string OrderNumber { get; init; }

    /// <summary>The field's cust_ref: short, unique, made of capital letters, digits and dashes. The warehouse finds the delivery by it.</summary>
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

    /// <summary>When the cart showed the order so; null from an earlier version.</summary>
    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>It is not sent unless the cart has shown the order so at or after this moment; null if any recent reading will do.</summary>
    public DateTimeOffset? ReadSince { get; init; }

    /// <summary>The cart shows parcels of it that may be ours: it is looked for at the warehouse, and refused if it is not there.</summary>
    public bool MustBeThere { get; init; }
}
