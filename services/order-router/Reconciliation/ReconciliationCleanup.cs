using Crossdock.Platform.Storage;

namespace Crossdock.OrderRouter.Reconciliation;

/// <summary>Deletes the lists of a reconciliation that is done, and the oldest reconciliations.</summary>
public sealed class ReconciliationCleanup(
    IDocuments<ReconciliationDocument> reconciliations,
    IDocuments<ListedPageDocument> pages,
    IDocuments<DifferenceDocument> differences
)
{
    private const int MaxKept = 60;

    public async Task RunAsync(ReconciliationDocument done, CancellationToken cancellationToken)
    {
        await pages.DeleteAllAsync(ListedPageDocument.ByReconciliation.Where(done.Id), cancellationToken);
        var all = ReconciliationDocument.ByTime.Where().Backwards().Take(MaxKept + 10);
        foreach (var old in (await reconciliations.QueryAsync(all, cancellationToken)).Skip(MaxKept))
        {
            await differences.DeleteAllAsync(DifferenceDocument.ByReconciliation.Where(old.Id), cancellationToken);
            await pages.DeleteAllAsync(ListedPageDocument.ByReconciliation.Where(old.Id), cancellationToken);
            await reconciliations.DeleteAsync(old, cancellationToken);
        }
    }
}
