using Crossdock.Contracts;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;

namespace Crossdock.OrderRouter.CartRoverApi;

/// <summary>
/// An order as a client has posted it: stored before the client is answered, and published until the saga has it. Its id is the order's, so
/// that a reference is taken once, whichever replica is asked.
/// </summary>
public sealed class PostedOrderDocument : WorkDocument
{
    /// <summary>Those of a cart that the saga may not have yet.</summary>
    public static Index<PostedOrderDocument> ByWaiting { get; } = new(o => o.Cart, o => o.DueAt, o => o.Id);
    public static Index<PostedOrderDocument> ByNumber { get; } = new(o => o.OrderNumber, o => o.Id);

    public static CollectionDefinition<PostedOrderDocument> Collection { get; } =
        new("posted_orders", Worker<PostedOrderDocument>.ByDue, ByWaiting, ByNumber);

    /// <summary>The cart connection; <see cref="WorkDocument.Connection"/> is the same for all, for one loop publishes them.</summary>
    public string Cart { get; set; } = "";
    public string OrderNumber { get; set; } = "";

    /// <summary>What is published.</summary>
    public required OrderPosted Posted { get; set; }

    /// <summary>What was posted, for the answers.</summary>
    public required PostedFields Fields { get; set; }

    /// <summary>When the client canceled it; null if it did not.</summary>
    public DateTimeOffset? CanceledAt { get; set; }

    /// <summary>How often it was published.</summary>
    public int PublishCount { get; set; }

    /// <summary>When the customer's personal data were removed; null while they are here.</summary>
    public DateTimeOffset? RedactedAt { get; set; }

    public override OrderName? Order() => new(Posted.OrderId, OrderNumber, "");
}
