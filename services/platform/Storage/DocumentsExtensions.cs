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
}
