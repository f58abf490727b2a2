using System.Globalization;
using Crossdock.Platform.Storage;

namespace Crossdock.OrderRouter.Reconciliation;

/// <summary>Stores the pages of the lists, and notes when all have come. Any page may come twice, late or out of order.</summary>
public sealed class ReconciliationPages(
    IDocuments<ReconciliationDocument> reconciliations,
    IDocuments<ListedPageDocument> pages,
    ReconcileOptions options,
    TimeProvider time
)
{
    public async Task TakeAsync(
        Guid reconciliationId,
        string connection,
        bool isWarehouse,
        int page,
        int? count,
        string? failure,
        Action<ListedPageDocument> fill,
        CancellationToken cancellationToken
    )
    {
        var id = reconciliationId.ToString("D");
        var document = new ListedPageDocument
        {
            Id = $"{id}:{connection}:{isWarehouse}:{page.ToString("D6", CultureInfo.InvariantCulture)}",
            ReconciliationId = id,
            Connection = connection,
        };
        fill(document);
        if (!await pages.InsertAsync(document, cancellationToken))
        {
            await pages.UpdateAsync(
                document.Id,
                known =>
                {
                    fill(known);
                    return true;
                },
                cancellationToken
            );
        }

        await reconciliations.UpdateAsync(id, Note, cancellationToken);

        bool Note(ReconciliationDocument known)
        {
            if (
                known.State is not (ReconciliationState.Requested or ReconciliationState.Reading)
                || known.Parts.Find(one => one.Connection == connection && one.IsWarehouse == isWarehouse)
                    is not { } part
            )
            {
                return false;
            }

            part.Pages = [.. part.Pages.Append(page).Distinct()];
            (part.Expected, part.Failure) = (count ?? part.Expected, failure ?? part.Failure);
            if (known.Parts.TrueForAll(one => one.IsComplete()))
            {
                (known.State, known.DueAt) = (ReconciliationState.Comparing, time.GetUtcNow() + options.SettleTime);
            }

            return true;
        }
    }
}
