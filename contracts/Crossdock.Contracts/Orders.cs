namespace Crossdock.Contracts;

/// <summary>What a line of an order stands for. Only <see cref="Product"/> lines go to a warehouse.</summary>
public enum LineKind
{
    Product,

    /// <summary>Typed in by hand, with no item behind it.</summary>
    Freeform,
    Discount,
    Shipping,
    GiftWrap,
    Fee,
    Rounding,
}

/// <summary>One line of a cart's order.</summary>
public sealed record OrderLine
{
    /// <summary>The cart's own id of the line: shipments are confirmed against it.</summary>
    public required string LineId { get; init; }
    public required LineKind Kind { get; init; }

    /// <summary>The merchant's item code in the cart; null where the line has no item.</summary>
    public string? Sku { get; init; }
    public string? Description { get; init; }

    /// <summary>In units of the item; never negative on a product line of an order that was taken in.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Per unit, in the order's currency, after the line's discount.</summary>
    public decimal UnitPrice { get; init; }
}

/// <summary>
/// Event, cart-adapter to order-router: a new order, normalised, or one that was edited in the cart (a higher revision).
/// Said again for as long as the order is not settled, so that anything lost on its way is published again too.
/// </summary>
public sealed record OrderReceived
{
    /// <summary>Derived from the cart connection and the cart's order id: the same order always has the same id.</summary>
    public required Guid OrderId { get; init; }

    /// <summary>1 at first; one more each time the order was changed in the cart in a way that matters to a warehouse.</summary>
    public required int Revision { get; init; }
    public required string Merchant { get; init; }

    /// <summary>The name of the cart connection that the order came from.</summary>
    public required string Connection { get; init; }

    /// <summary>The cart's own id of the order.</summary>
    public required string CartOrderId { get; init; }

    /// <summary>The full order number as people know it, for example "#1042".</summary>
    public required string OrderNumber { get; init; }

    /// <summary>When the customer ordered, in UTC; a cart that knows only the day gives its midnight.</summary>
    public required DateTimeOffset OrderedAt { get; init; }
    public required Address ShipTo { get; init; }
    public Address? BillTo { get; init; }

    /// <summary>The cart's name of the ship method; null where the order names none.</summary>
    public string? ShipMethod { get; init; }
    public required IReadOnlyList<OrderLine> Lines { get; init; }

    /// <summary>ISO 4217, where the cart says it.</summary>
    public string? Currency { get; init; }
    public string? Notes { get; init; }

    /// <summary>The day on which it is to ship, at midnight UTC; null if the order names none.</summary>
    public DateTimeOffset? StartDate { get; init; }

    /// <summary>The day after which it is no longer wanted, at midnight UTC; null for no end.</summary>
    public DateTimeOffset? CancelDate { get; init; }

    /// <summary>It is not given to the warehouse before; null for at once.</summary>
    public DateTimeOffset? HoldUntil { get; init; }

    /// <summary>Set once the order has been voided or deleted in the cart: why it is not to be shipped.</summary>
    public string? VoidReason { get; init; }
}

/// <summary>Event, cart-adapter to order-router: an order was seen and not taken in, and why.</summary>
public sealed record OrderSkipped
{
    public required Guid OrderId { get; init; }
    public required string Merchant { get; init; }
    public required string Connection { get; init; }
    public required string CartOrderId { get; init; }
    public required string OrderNumber { get; init; }

    /// <summary>In words a person can act on.</summary>
    public required string Reason { get; init; }
}

/// <summary>Event, order-router to cart-adapter: nothing more will happen to the order, so it need not be published again.</summary>
public sealed record OrderSettled
{
    public required Guid OrderId { get; init; }

    /// <summary>How it ended: <c>confirmed</c>, <c>canceled</c> or <c>skipped</c>.</summary>
    public required string Status { get; init; }
}

/// <summary>Event, order-router to whoever watches: an order waits for a person, and why.</summary>
public sealed record OrderHeld
{
    public required Guid OrderId { get; init; }
    public required string Merchant { get; init; }
    public required string OrderNumber { get; init; }
    public required string Reason { get; init; }
}
