namespace Crossdock.Contracts;

/// <summary>Command, order-router to wms-adapter: read what a warehouse has, follow what moved, and list it. A repeat is listed once.</summary>
public sealed record ReconcileWarehouse
{
    public required Guid ReconciliationId { get; init; }

    /// <summary>The name of the warehouse connection.</summary>
    public required string Connection { get; init; }

    /// <summary>The deliveries whose status changed at or after this moment.</summary>
    public required DateTimeOffset From { get; init; }
}
