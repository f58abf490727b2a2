using Crossdock.Platform.Storage;

namespace Crossdock.Platform.Work;

/// <summary>Work of which only the latest counts: what is done before it is forgotten.</summary>
public static class LatestOnly
{
    /// <summary>A few at a time, so that none is left over.</summary>
    private const int MaxForgotten = 20;

    /// <summary>Stores work, unless it is there already, and deletes what was done at its connection before. Safe to repeat.</summary>
    public static async Task StoreLatestAsync<T>(
        this IDocuments<T> documents,
        T latest,
        CancellationToken cancellationToken
    )
        where T : WorkDocument
    {
        ArgumentNullException.ThrowIfNull(latest);
        await documents.InsertAsync(latest, cancellationToken);
        var all = Worker<T>.ByDue.Where(latest.Connection).Take(MaxForgotten);
        foreach (var old in await documents.QueryAsync(all, cancellationToken))
        {
            if (old.DueAt is null && old.Id != latest.Id)
            {
                await documents.DeleteAsync(old, cancellationToken);
            }
        }
    }
}
