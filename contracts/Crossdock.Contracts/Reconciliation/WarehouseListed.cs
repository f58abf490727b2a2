namespace Crossdock.Contracts;

/// <summary>Event, wms-adapter to order-router: a page of what a warehouse has.</summary>
public sealed record WarehouseListed
{
    public required Guid ReconciliationId { get; init; }
    public required string Connection { get; init; }

    /// <summary>Counts from zero.</summary>
    public required int Page { get; init; }

    /// <summary>How many pages there are; null before the last one.</summary>
    public int? Pages { get; init; }

    /// <summary>Why the warehouse could not be read to the end; null if it was.</summary>
    public string? Failure { get; init; }
    public IReadOnlyList<ListedDelivery> Deliveries { get; init; } = [];
}
