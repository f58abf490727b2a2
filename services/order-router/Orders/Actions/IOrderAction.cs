using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Orders;

/// <summary>A person's command about one order, through the router's API. It goes through the saga, in sequence with all other messages.</summary>
public interface IOrderAction : IOrderMessage
{
    /// <summary>Recognises a repeat: the action is done once.</summary>
    Guid ActionId { get; }

    /// <summary>The name of the person's API key.</summary>
    string By { get; }

    /// <summary>Why, in the person's words; null if none was given.</summary>
    string? Reason { get; }

    /// <summary>The version of the order that the person saw; null if any will do.</summary>
    int? ExpectedVersion { get; }
}
