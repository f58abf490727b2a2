using Crossdock.Contracts;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;

namespace Crossdock.CartAdapter.Orders;

/// <summary>An order that was seen in the cart: taken in, with what is still to be said about it, or skipped, with the reason.</summary>
public sealed class CartOrderDocument : WorkDocument
{
    public static CollectionDefinition<CartOrderDocument> Collection { get; } =
        new("cart_orders", Worker<CartOrderDocument>.ByDue);

    public required string OrderNumber { get; set; }
    public required string CartOrderId { get; set; }

    /// <summary>What is said about the order as long as it is not settled; null while it is skipped.</summary>
    public OrderReceived? Received { get; set; }

    /// <summary>Why the order was not taken in; null where it was.</summary>
    public OrderSkipped? Skipped { get; set; }

    /// <summary>How the order ended; null while anything may still happen to it.</summary>
    public string? Settled { get; set; }

    public override OrderName? Order() =>
        new(Guid.Parse(Id), OrderNumber, Received?.Merchant ?? Skipped?.Merchant ?? "");

    /// <summary>How often it has been said: the pauses grow with it.</summary>
    public int PublishCount { get; set; }
}
