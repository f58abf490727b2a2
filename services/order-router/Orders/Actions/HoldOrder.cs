namespace Crossdock.OrderRouter.Orders;

/// <summary>Command from a person through the router's API: put the order on hold until a person releases it.</summary>
public sealed record HoldOrder : IOrderAction
{
    public required Guid OrderId { get; init; }
    public required Guid ActionId { get; init; }
    public required string By { get; init; }
    public string? Reason { get; init; }
    public int? ExpectedVersion { get; init; }
}
