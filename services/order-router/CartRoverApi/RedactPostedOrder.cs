using Crossdock.Contracts;

namespace Crossdock.OrderRouter.CartRoverApi;

/// <summary>Command within the router: remove the customer's personal data from the posted order, which has ended.</summary>
public sealed record RedactPostedOrder : IOrderMessage
{
    public required Guid OrderId { get; init; }
}
