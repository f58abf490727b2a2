using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Orders;

/// <summary>Command from a person through the router's API: change what is sent; what is null stays as it is.</summary>
public sealed record EditOrder : IOrderAction
{
    public required Guid OrderId { get; init; }
    public required Guid ActionId { get; init; }
    public required string By { get; init; }
    public string? Reason { get; init; }
    public int? ExpectedVersion { get; init; }

    public Address? ShipTo { get; init; }
    public string? ShipMethod { get; init; }
    public string? Notes { get; init; }
    public IReadOnlyList<LineQuantity> Quantities { get; init; } = [];
}

/// <summary>How many units of a line are to be sent; zero for none.</summary>
public sealed record LineQuantity(string LineId, decimal Quantity);
