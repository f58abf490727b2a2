using Crossdock.Contracts;
using Crossdock.Platform.Storage;

namespace Crossdock.OrderRouter.Reconciliation;

/// <summary>A page of a list, until it is compared.</summary>
public sealed class ListedPageDocument : Document
{
    public static Index<ListedPageDocument> ByReconciliation { get; } = new(p => p.ReconciliationId, p => p.Id);

    public static CollectionDefinition<ListedPageDocument> Collection { get; } =
        new("reconciliation_pages", ByReconciliation);

    public string ReconciliationId { get; set; } = "";
    public string Connection { get; set; } = "";
    public IReadOnlyList<ListedOrder> Orders { get; set; } = [];
    public IReadOnlyList<ListedDelivery> Deliveries { get; set; } = [];
}
