using Crossdock.Contracts;

namespace Crossdock.Adapters;

/// <summary>Where an order stands in the cart, as far as taking it in is concerned.</summary>
public enum CartOrderState
{
    /// <summary>Still being written: look again when it changes.</summary>
    NotReady,

    /// <summary>Ready to be shipped, and nothing of it has been.</summary>
    Open,
    PartlyShipped,
    Shipped,

    /// <summary>Voided or deleted.</summary>
    Void,
}

/// <summary>An order as the cart has it now, in our words. Texts are trimmed; nothing is judged yet.</summary>
public sealed record CartOrder
{
    /// <summary>The cart's own id.</summary>
    public required string CartOrderId { get; init; }

    /// <summary>As people know it, for example "#1042".</summary>
    public required string OrderNumber { get; init; }
    public required CartOrderState State { get; init; }
    public required DateTimeOffset OrderedAt { get; init; }
    public required DateTimeOffset ChangedAt { get; init; }
    public Address? ShipTo { get; init; }
    public Address? BillTo { get; init; }

    /// <summary>The cart's name of the ship method; null where the order names none.</summary>
    public string? ShipMethod { get; init; }
    public required IReadOnlyList<OrderLine> Lines { get; init; }

    /// <summary>ISO 4217.</summary>
    public string? Currency { get; init; }
    public string? Notes { get; init; }

    /// <summary>The day on which it is to ship, at midnight UTC; null if it names none.</summary>
    public DateTimeOffset? StartDate { get; init; }

    /// <summary>The day after which it is no longer wanted, at midnight UTC.</summary>
    public DateTimeOffset? CancelDate { get; init; }

    /// <summary>It is not given to the warehouse before; null for at once.</summary>
    public DateTimeOffset? HoldUntil { get; init; }

    /// <summary>What makes the order unfit to be taken in, found while reading it (a line whose item is gone, a number that is none); null where nothing does.</summary>
    public string? Problem { get; init; }
}
