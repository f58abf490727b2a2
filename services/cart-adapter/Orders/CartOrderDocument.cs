using Crossdock.Contracts;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;

namespace Crossdock.CartAdapter.Orders;

/// <summary>An order of the cart: accepted, with the message to publish until it is settled, or skipped, with the reason.</summary>
public sealed class CartOrderDocument : WorkDocument
{
    /// <summary>The same number may belong to several orders.</summary>
    public static Index<CartOrderDocument> ByNumber { get; } = new(o => o.OrderNumber, o => o.Connection);

    public static CollectionDefinition<CartOrderDocument> Collection { get; } =
        new("cart_orders", Worker<CartOrderDocument>.ByDue, ByNumber);

    public required string OrderNumber { get; set; }
    public required string CartOrderId { get; set; }

    /// <summary>True if it was posted to the hub's own API: there is no cart to read it from.</summary>
    public bool IsPosted { get; set; }

    /// <summary>When it was first read from the cart.</summary>
    public DateTimeOffset? ReadAt { get; set; }

    /// <summary>The message that is republished until the order is settled; null while it is skipped.</summary>
    public OrderReceived? Received { get; set; }

    /// <summary>Why the order was skipped; null if it was accepted.</summary>
    public OrderSkipped? Skipped { get; set; }

    /// <summary>Who took it in although its date is before the earliest order date, and why; null if nobody had to.</summary>
    public string? TakenIn { get; set; }

    /// <summary>When the customer's personal data were removed; null while they are here.</summary>
    public DateTimeOffset? RedactedAt { get; set; }

    /// <summary>The final status; null while anything may still happen to the order.</summary>
    public string? Settled { get; set; }

    public override OrderName? Order() =>
        new(Guid.Parse(Id), OrderNumber, Received?.Merchant ?? Skipped?.Merchant ?? "");

    /// <summary>How often it has been published; the backoff grows with it.</summary>
    public int PublishCount { get; set; }
}
