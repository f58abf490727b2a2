namespace Crossdock.OrderRouter.Orders;

/// <summary>Command, from a person through the router's own endpoint: try a held order again.</summary>
public sealed record ReleaseOrder
{
    public required Guid OrderId { get; init; }
}
