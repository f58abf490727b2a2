using System.Runtime.CompilerServices;

namespace Crossdock.Platform.Storage;

/// <summary>Small things that every user of a collection needs.</summary>
public static class DocumentsExtensions
{
    /// <summary>
    /// Loads the document, lets <paramref name="change"/> decide, and saves it; the loser of a race reloads and decides again.
    /// </summary>
    /// <param name="documents">The collection.</param>
    /// <param name="id">The document's id.</param>
    /// <param name="change">Changes the document and returns true, or returns false where nothing is to be saved.</param>
    /// <param name="cancellationToken">Stops before the next try.</param>
    /// <returns>The document as it is now; null where there is none.</returns>
    public static async Task<T?> UpdateAsync<T>(
        this IDocuments<T> documents,
        string id,
        Func<T, bool> change,
        CancellationToken cancellationToken
    )
        where T : Document
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var document = await documents.FindAsync(id, cancellationToken);
            if (document is null || !change(document) || await documents.ReplaceAsync(document, cancellationToken))
            {
                return document;
            }
        }
    }

    /// <summary>Deletes all that match, a page at a time; one that is changed meanwhile is found again.</summary>
    public static async Task DeleteAllAsync<T>(
        this IDocuments<T> documents,
        Query<T> query,
        CancellationToken cancellationToken
    )
        where T : Document
    {
        while (await documents.QueryAsync(query, cancellationToken) is { Count: > 0 } found)
        {
            foreach (var document in found)
            {
                await documents.DeleteAsync(document, cancellationToken);
            }
        }
    }

    /// <summary>All that match, a page at a time, by an index that ends with the id.</summary>
    public static async IAsyncEnumerable<T> AllAsync<T>(
        this IDocuments<T> documents,
        Query<T> query,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
        where T : Document
    {
        var next = query;
        while (await documents.QueryAsync(next, cancellationToken) is { Count: > 0 } page)
        {
            foreach (var document in page)
            {
                yield return document;
            }

            next = query.Continue(query.CursorAfter(page[^1]));
        }
    }
}
