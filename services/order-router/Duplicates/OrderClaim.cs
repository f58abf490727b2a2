using Crossdock.Platform.Storage;

namespace Crossdock.OrderRouter.Duplicates;

/// <summary>The first order of some content; its id is the key of the content. Two orders that come at once cannot both be the first.</summary>
public sealed class OrderClaim : Document
{
    /// <summary>Oldest first.</summary>
    public static Index<OrderClaim> ByAge { get; } = new(claim => claim.ClaimedAt, claim => claim.Id);

    public static CollectionDefinition<OrderClaim> Collection { get; } = new("order_claims", ByAge);

    public Guid OrderId { get; set; }

    /// <summary>As people know it.</summary>
    public string OrderNumber { get; set; } = "";
    public DateTimeOffset ClaimedAt { get; set; }
}
