namespace Crossdock.Contracts;

/// <summary>
/// Event, cart-adapter to order-router: a new order, normalized, or one that was edited in the cart (a higher revision). Published again until
/// the order is settled, so that any message that was lost after it is published again too.
/// </summary>
public sealed record OrderReceived : IOrderMessage
{
    public required Guid OrderId { get; init; }

    /// <summary>1 at first; increases with each edit in the cart that matters to a warehouse.</summary>
    public required int Revision { get; init; }

    /// <summary>Increases with each change in the cart, also one that does not matter to a warehouse; orders messages of one revision.</summary>
    public int Version { get; init; }
    public required string Merchant { get; init; }

    /// <summary>The name of the cart connection that the order came from.</summary>
    public required string Connection { get; init; }

    /// <summary>The cart's own id of the order.</summary>
    public required string CartOrderId { get; init; }

    /// <summary>The full order number that people use, for example "#1042".</summary>
    public required string OrderNumber { get; init; }

    /// <summary>When the customer ordered, in UTC; a cart that knows only the day gives its midnight.</summary>
    public required DateTimeOffset OrderedAt { get; init; }
    public required Address ShipTo { get; init; }
    public Address? BillTo { get; init; }

    /// <summary>The cart's name of the ship method; null if the order has none.</summary>
    public string? ShipMethod { get; init; }
    public required IReadOnlyList<OrderLine> Lines { get; init; }

    /// <summary>ISO 4217; null if the cart does not say.</summary>
    public string? Currency { get; init; }
    public string? Notes { get; init; }

    /// <summary>The day on which it is to ship, at midnight UTC; null if the order names none.</summary>
    public DateTimeOffset? StartDate { get; init; }

    /// <summary>The day after which it is no longer wanted, at midnight UTC; null for no end.</summary>
    public DateTimeOffset? CancelDate { get; init; }

    /// <summary>It is not given to the warehouse before; null for at once.</summary>
    public DateTimeOffset? HoldUntil { get; init; }

    /// <summary>Why the order must not be shipped; set once it was voided or deleted in the cart.</summary>
    public string? VoidReason { get; init; }

    /// <summary>
    /// Why it must not be sent as the cart shows it now (a draft again, nothing left to ship, another location); null if it may be sent. The
    /// rest of the message is then as it was before.
    /// </summary>
    public string? BlockReason { get; init; }

    /// <summary>What the cart says beside the content; null from an earlier version, or if the cart says nothing.</summary>
    public OrderAttributes? Attributes { get; init; }

    /// <summary>Who took it in although it had been skipped, and why; null if nobody had to.</summary>
    public string? TakenIn { get; init; }

    /// <summary>How much of it the cart shows as shipped, by our confirmations or by hand.</summary>
    public ShippedInCart ShippedInCart { get; init; }

    /// <summary>The parcels that the cart shows of a partly shipped order; null if they were not read.</summary>
    public IReadOnlyList<ParcelInCart>? ParcelsInCart { get; init; }

    /// <summary>
    /// The cart shows it as shipped or voided, and the cart-adapter has never seen it otherwise, because its store was restored: a warehouse
    /// may have it.
    /// </summary>
    public bool MayBeAtWarehouse { get; init; }

    /// <summary>When the cart showed it so; null from an earlier version.</summary>
    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>True if it was posted to the hub's own API, which shows its parcels: no other cart has it.</summary>
    public bool IsPosted { get; init; }
}
