namespace Crossdock.OrderRouter.Orders;

/// <summary>Command from a person through the router's API: send the order as another delivery, after the last one has ended.</summary>
public sealed record ResendOrder : IOrderAction
{
    public required Guid OrderId { get; init; }
    public required Guid ActionId { get; init; }
    public required string By { get; init; }
    public string? Reason { get; init; }
    public int? ExpectedVersion { get; init; }

    /// <summary>True if the person knows that the warehouse may have the order, and wants it sent again.</summary>
    public bool ConfirmsDuplicateRisk { get; init; }
}
