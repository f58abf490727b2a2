namespace Crossdock.Platform.Storage;

/// <summary>Fills an empty store from a backup.</summary>
internal sealed class Restore(IStoreContent store, IEnumerable<RestoreRule> rules)
{
    /// <summary>A probe of the health check, and the mark itself, belong to the store that was backed up.</summary>
    private static readonly string[] NotRestored = [StoreMark.Collection.Name, ProbeDocument.Collection.Name];
    private readonly List<(RestoreRule Rule, List<string> Ids)> rules =
    [
        .. rules.Select(rule => (rule, new List<string>())),
    ];

    /// <returns>How many documents there are.</returns>
    public async Task<int> RunAsync(
        StoreMark mark,
        IAsyncEnumerable<IReadOnlyList<StoredDocument>> documents,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        // Until it is complete, no service opens the store.
        var marks = store.Open(StoreMark.Collection);
        await marks.InsertAsync(mark, cancellationToken);
        var count = 0;
        await foreach (var all in documents.WithCancellation(cancellationToken))
        {
            StoredDocument[] batch = [.. all.Where(one => !NotRestored.Contains(one.Collection))];
            await store.WriteAllAsync(batch, cancellationToken);
            count += batch.Length;
            foreach (var (rule, ids) in rules)
            {
                ids.AddRange(batch.Where(one => one.Collection == rule.Collection).Select(one => one.Id));
            }
        }

        mark.RestoredAt = time.GetUtcNow();
        foreach (var (rule, ids) in rules)
        {
            var change = rule.On(store);
            // Writes that come together are one commit.
            await Parallel.ForEachAsync(ids, cancellationToken, async (id, stop) => await change(id, mark, stop));
        }

        mark.IsIncomplete = false;
        await marks.ReplaceAsync(mark, cancellationToken);
        return count;
    }
}
