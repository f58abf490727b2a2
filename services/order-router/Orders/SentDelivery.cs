using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Orders;

/// <summary>A delivery that was asked for before the latest one. What the warehouse reports of it still counts.</summary>
public sealed class SentDelivery
{
    public required DeliverOrder Command { get; set; }

    /// <summary>The warehouse's own number of it.</summary>
    public string? WarehouseNumber { get; set; }

    /// <summary>How it ended; null again once it turned up at the warehouse after all.</summary>
    public string? End { get; set; }

    /// <summary>Of the latest message about how it stands.</summary>
    public int Turn { get; set; }

    /// <summary>Why the warehouse cannot cancel it.</summary>
    public string? CancelRefusal { get; set; }

    /// <summary>The items of each revision in which it was published, in the warehouse's codes; empty from an earlier version.</summary>
    public IReadOnlyList<string> ItemCodes { get; set; } = [];
}
