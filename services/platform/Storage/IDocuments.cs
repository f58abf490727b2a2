namespace Crossdock.Platform.Storage;

/// <summary>
/// A document collection: the small part of one that the services need, so that each store can keep every promise. Concurrency
/// is optimistic: the loser of a race is told so, reloads and decides again. Every method may throw
/// <see cref="StoreUnavailableException"/>.
/// </summary>
public interface IDocuments<T>
    where T : Document
{
    /// <summary>Adds a document and sets its version to 1. False where the id is taken; then nothing has changed.</summary>
    Task<bool> InsertAsync(T document, CancellationToken cancellationToken);

    /// <summary>
    /// Replaces the document where the stored version is still this one's, and counts its version up. False where it has moved on or
    /// is gone; then nothing has changed.
    /// </summary>
    Task<bool> ReplaceAsync(T document, CancellationToken cancellationToken);

    /// <summary>Deletes the document where the stored version is still this one's. False where it has moved on or is gone.</summary>
    Task<bool> DeleteAsync(T document, CancellationToken cancellationToken);

    Task<T?> FindAsync(string id, CancellationToken cancellationToken);

    Task<IReadOnlyList<T>> QueryAsync(Query<T> query, CancellationToken cancellationToken);

    /// <summary>How many documents match: counted in the index, and no further than the query's limit.</summary>
    Task<int> CountAsync(Query<T> query, CancellationToken cancellationToken);
}

/// <summary>A store: where the collections of one service are.</summary>
public interface IDocumentStore
{
    /// <summary>Opens a collection; it and its indexes are made where they are missing.</summary>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    IDocuments<T> Open<T>(CollectionDefinition<T> definition)
        where T : Document;
}

/// <summary>The store cannot be reached or cannot write (stopped, locked for too long, disk full). Waiting helps; what was being written may have been or not, and the next try tells.</summary>
public sealed class StoreUnavailableException(string message, Exception? innerException = null)
    : Exception(message, innerException);
