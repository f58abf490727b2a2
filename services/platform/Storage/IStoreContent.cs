namespace Crossdock.Platform.Storage;

/// <summary>A document as it is stored.</summary>
/// <param name="Collection">The collection's name.</param>
/// <param name="Id">The document's id.</param>
/// <param name="Version">The document's version.</param>
/// <param name="Body">In JSON, as the store writes it.</param>
public sealed record StoredDocument(string Collection, string Id, long Version, string Body);

/// <summary>Everything that a store holds, whatever it is: for a backup.</summary>
public interface IStoreContent : IDocumentStore
{
    /// <summary>What the documents are written in; only a store of the same provider can read them.</summary>
    StoreProvider Provider { get; }

    /// <summary>
    /// All documents, while services may go on writing: of one moment in SQLite; in MongoDB each as it is when its turn comes, and those of
    /// <paramref name="first"/> before all others.
    /// </summary>
    IAsyncEnumerable<StoredDocument> ReadAllAsync(string first, CancellationToken cancellationToken);

    /// <summary>Adds documents with their versions, in one commit where the store has such.</summary>
    Task WriteAllAsync(IReadOnlyCollection<StoredDocument> documents, CancellationToken cancellationToken);
}
