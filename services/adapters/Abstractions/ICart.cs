using Crossdock.Contracts;

namespace Crossdock.Adapters;

/// <summary>
/// What Crossdock needs of an order source. Every method may throw <see cref="ConnectionProblemException"/>, whose kind decides what
/// happens next, and nothing else except for cancellation.
/// </summary>
public interface ICart : IExternalSystem
{
    /// <summary>
    /// All orders changed at or after <paramref name="since"/>, oldest change first, page by page, each order complete. An order that
    /// changes during the read may be returned twice and is never missed.
    /// </summary>
    IAsyncEnumerable<IReadOnlyList<CartOrder>> OrdersChangedSinceAsync(
        DateTimeOffset since,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// Shows a parcel in the cart: its lines and tracking. A parcel that the cart shows with another tracking number is corrected. Two calls
    /// for one parcel may come at once: the second looks only when the first has been answered.
    /// </summary>
    /// <param name="shipment">What to show.</param>
    /// <param name="maybeSent">An earlier attempt may have succeeded: look before sending, and return if the parcel is there.</param>
    /// <param name="cancellationToken">Stops waiting; what was sent may still take effect.</param>
    Task ConfirmShipmentAsync(ConfirmShipment shipment, bool maybeSent, CancellationToken cancellationToken);

    /// <summary>
    /// Makes the cart show these levels. Safe to repeat: each level is absolute.
    /// </summary>
    /// <param name="levels">At most 250, each SKU once.</param>
    /// <param name="reference">Identifies this batch in the cart; unique.</param>
    /// <param name="cancellationToken">Stops waiting; what was sent may still take effect.</param>
    /// <returns>The SKUs that could not be set, each with the reason for a person; empty if all were.</returns>
    Task<IReadOnlyDictionary<string, string>> SetStockAsync(
        IReadOnlyList<StockLevel> levels,
        string reference,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// The parcels that the cart shows as shipped of these orders, whoever entered them; null if the cart cannot list them in few calls. A
    /// reconciliation compares them with what the hub has shipped.
    /// </summary>
    Task<IReadOnlyList<CartParcel>?> ListParcelsAsync(
        IReadOnlyList<string> cartOrderIds,
        CancellationToken cancellationToken
    ) => Task.FromResult<IReadOnlyList<CartParcel>?>(null);
}

/// <summary>A parcel of a cart's order.</summary>
/// <param name="CartOrderId">The order's own id in the cart.</param>
/// <param name="Parcel">As the cart shows it.</param>
public sealed record CartParcel(string CartOrderId, ParcelInCart Parcel);

/// <summary>A cart in which a person can look for orders. Nothing of it counts as read: the next read of changed orders returns them as before.</summary>
public interface ISearchableCart : ICart
{
    /// <summary>The orders with this number as they are now: a number need not be unique. Empty if there is none.</summary>
    Task<IReadOnlyList<CartOrder>> FindOrdersAsync(string orderNumber, CancellationToken cancellationToken);

    /// <summary>How many orders were changed between these moments: a count, which costs far less than to read them.</summary>
    Task<int> CountOrdersAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);
}

/// <summary>A cart that sends webhooks: the fast path. Polling remains the safety net.</summary>
public interface INotifyingCart : ICart
{
    /// <summary>Subscribes <paramref name="address"/> to the cart's webhooks; safe to repeat.</summary>
    Task SubscribeAsync(Uri address, CancellationToken cancellationToken);

    /// <summary>Parses an incoming webhook. The endpoint is public, so the body is untrusted. Never throws.</summary>
    /// <param name="body">The bytes as received.</param>
    /// <param name="header">Returns the value of a header, or null.</param>
    CartNotice ReadNotice(ReadOnlySpan<byte> body, Func<string, string?> header);

    /// <summary>One order as it is now; null if the cart has none with this id.</summary>
    Task<CartOrder?> ReadOrderAsync(string cartOrderId, CancellationToken cancellationToken);

    /// <summary>
    /// Several orders as they are now, without those that the cart does not have. A cart that gives many in one call should override it: up to
    /// 50 orders that are about to be sent are read at once.
    /// </summary>
    async Task<IReadOnlyList<CartOrder>> ReadOrdersAsync(
        IReadOnlyList<string> cartOrderIds,
        CancellationToken cancellationToken
    )
    {
        var found = new List<CartOrder>();
        foreach (var id in cartOrderIds)
        {
            if (await ReadOrderAsync(id, cancellationToken) is { } order)
            {
                found.Add(order);
            }
        }

        return found;
    }
}

/// <summary>
/// A cart without a system of its own: its orders are posted to the hub's API, which also shows their parcels and the stock. There is nothing
/// to read, and nothing to confirm elsewhere.
/// </summary>
public interface IPostedCart : ICart
{
    /// <summary>The posted order as a cart's order. Never throws: what is wrong with the order is its <see cref="CartOrder.Problem"/>.</summary>
    CartOrder Read(OrderPosted posted);
}

/// <summary>A parsed webhook.</summary>
/// <param name="IsAuthentic">True if the cart has sent it; otherwise nothing else counts.</param>
/// <param name="CartOrderId">The order that is new or changed; null if it is about something else.</param>
public sealed record CartNotice(bool IsAuthentic, string? CartOrderId);

/// <summary>The state of an order in the cart, as far as accepting it is concerned.</summary>
public enum CartOrderState
{
    /// <summary>Still being written: read again when it changes.</summary>
    NotReady,

    /// <summary>Ready to be shipped; nothing has shipped yet.</summary>
    Open,
    PartlyShipped,
    Shipped,

    /// <summary>Voided or deleted.</summary>
    Void,
}

/// <summary>An order as the cart has it now, normalized: texts are trimmed, nothing is validated.</summary>
public sealed record CartOrder
{
    /// <summary>The cart's own id.</summary>
    public required string CartOrderId { get; init; }

    /// <summary>As people know it, for example "#1042".</summary>
    public required string OrderNumber { get; init; }
    public required CartOrderState State { get; init; }
    public required DateTimeOffset OrderedAt { get; init; }
    public required DateTimeOffset ChangedAt { get; init; }
    public Address? ShipTo { get; init; }
    public Address? BillTo { get; init; }

    /// <summary>The cart's name of the ship method; null if the order names none.</summary>
    public string? ShipMethod { get; init; }
    public required IReadOnlyList<OrderLine> Lines { get; init; }

    /// <summary>ISO 4217.</summary>
    public string? Currency { get; init; }
    public string? Notes { get; init; }

    /// <summary>The day on which it is to ship, at midnight UTC; null if it names none.</summary>
    public DateTimeOffset? StartDate { get; init; }

    /// <summary>The day after which it is no longer wanted, at midnight UTC.</summary>
    public DateTimeOffset? CancelDate { get; init; }

    /// <summary>It is not given to the warehouse before; null for at once.</summary>
    public DateTimeOffset? HoldUntil { get; init; }

    /// <summary>
    /// Of a partly shipped order: what the cart shows as shipped, so that what people ship there by hand is told from our own parcels. Null if
    /// the cart cannot list it in few calls.
    /// </summary>
    public IReadOnlyList<ParcelInCart>? Parcels { get; init; }

    /// <summary>Its statuses, tags and total, for filters and routing rules; null if the cart has none.</summary>
    public OrderAttributes? Attributes { get; init; }

    /// <summary>Why the order cannot be accepted, found while reading it (a line whose item is deleted, a quantity that is not a number); null if it can.</summary>
    public string? Problem { get; init; }
}
