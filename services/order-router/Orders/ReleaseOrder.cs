using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Orders;

/// <summary>Command from a person through the router's API: retry an order on hold.</summary>
public sealed record ReleaseOrder : IOrderMessage
{
    public required Guid OrderId { get; init; }

    /// <summary>The name of the API key of the person; null if what held the order was fixed.</summary>
    public string? By { get; init; }

    /// <summary>True if the person knows that the warehouse may have the order, and wants it sent again.</summary>
    public bool ConfirmsDuplicateRisk { get; init; }

    /// <summary>True if it is one of many that are released together.</summary>
    public bool IsBulk { get; init; }
}
