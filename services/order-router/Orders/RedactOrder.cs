using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Orders;

/// <summary>Command: remove the customer's personal data from the order; from one that has not ended, as soon as it has.</summary>
public sealed record RedactOrder : IOrderMessage
{
    public required Guid OrderId { get; init; }

    /// <summary>The name of the API key of the person; null if it is due.</summary>
    public string? By { get; init; }

    /// <summary>Why, in the person's words.</summary>
    public string? Reason { get; init; }
}
