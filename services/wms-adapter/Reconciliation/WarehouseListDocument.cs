using Crossdock.Contracts;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;

namespace Crossdock.WmsAdapter.Reconciliation;

/// <summary>One reading of a warehouse for a reconciliation.</summary>
public sealed class WarehouseListDocument : WorkDocument
{
    public static CollectionDefinition<WarehouseListDocument> Collection { get; } =
        new("warehouse_lists", Worker<WarehouseListDocument>.ByDue);

    public required ReconcileWarehouse Command { get; set; }
}
