namespace Crossdock.OrderRouter.Orders;

/// <summary>Command from a person through the router's API: do not ship the order, although the cart still wants it.</summary>
public sealed record CancelOrder : IOrderAction
{
    public required Guid OrderId { get; init; }
    public required Guid ActionId { get; init; }
    public required string By { get; init; }
    public string? Reason { get; init; }
    public int? ExpectedVersion { get; init; }
}
