using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Orders;

/// <summary>Command from a person through the router's API: retry an order on hold.</summary>
public sealed record ReleaseOrder : IOrderMessage
{
    public required Guid OrderId { get; init; }
}
