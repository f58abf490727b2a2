using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;

namespace Crossdock.CartAdapter.Orders;

/// <summary>An order that is to be read from the cart again; deleted once it is.</summary>
public sealed class RereadDocument : WorkDocument
{
    public static CollectionDefinition<RereadDocument> Collection { get; } =
        new("cart_rereads", Worker<RereadDocument>.ByDue);

    public required string OrderNumber { get; set; }
    public required string CartOrderId { get; set; }
    public required string Merchant { get; set; }

    /// <summary>When the cart showed it the last time.</summary>
    public DateTimeOffset? ReadAt { get; set; }

    /// <summary>A reading from before this moment is not enough.</summary>
    public DateTimeOffset Since { get; set; }

    public override OrderName? Order() => new(Guid.Parse(Id), OrderNumber, Merchant);
}
