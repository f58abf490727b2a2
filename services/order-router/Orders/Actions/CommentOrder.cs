namespace Crossdock.OrderRouter.Orders;

/// <summary>Command from a person through the router's API: put a comment, which is the reason, into the order's history.</summary>
public sealed record CommentOrder : IOrderAction
{
    public required Guid OrderId { get; init; }
    public required Guid ActionId { get; init; }
    public required string By { get; init; }
    public string? Reason { get; init; }
    public int? ExpectedVersion { get; init; }
}
