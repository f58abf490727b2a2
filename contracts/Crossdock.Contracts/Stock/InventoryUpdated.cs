namespace Crossdock.Contracts;

/// <summary>
/// Event, wms-adapter to order-router: new readings, many per message. The last message of a download has <see cref="CompleteAsOf"/>, even if
/// nothing changed: every level known so far holds as of that moment.
/// </summary>
public sealed record InventoryUpdated
{
    public required string Merchant { get; init; }

    /// <summary>The name of the warehouse connection.</summary>
    public required string Connection { get; init; }
    public required IReadOnlyList<StockReading> Readings { get; init; }

    /// <summary>Set on the last message of a download: when the download started, in UTC.</summary>
    public DateTimeOffset? CompleteAsOf { get; init; }

    /// <summary>When the download started: the warehouse lists these items since then.</summary>
    public DateTimeOffset? BeganAt { get; init; }

    /// <summary>
    /// Set on the last message of a complete download: an item that was last listed before this moment is missing from this download and
    /// from the complete one before, and counts as zero.
    /// </summary>
    public DateTimeOffset? GoneBefore { get; init; }
}
