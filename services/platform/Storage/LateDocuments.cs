namespace Crossdock.Platform.Storage;

/// <summary>A declared collection, to be opened as soon as its store lets it.</summary>
internal interface ILateCollection
{
    /// <exception cref="StoreUnavailableException">The store does not answer; the next call tries again.</exception>
    Task OpenAsync();
}

/// <summary>
/// A collection that is opened when it is first needed, and tried again with each further need while that fails: a service may start
/// before its store, and is told "unavailable" as in any other outage.
/// </summary>
internal sealed class LateDocuments<T>(Func<IDocuments<T>> open) : IDocuments<T>, ILateCollection
    where T : Document
{
    private readonly Lock exclusive = new();
    private Task<IDocuments<T>>? opening;

    public async Task<bool> InsertAsync(T document, CancellationToken cancellationToken) =>
        await (await OpenedAsync(cancellationToken)).InsertAsync(document, cancellationToken);

    public async Task<bool> ReplaceAsync(T document, CancellationToken cancellationToken) =>
        await (await OpenedAsync(cancellationToken)).ReplaceAsync(document, cancellationToken);

    public async Task<bool> DeleteAsync(T document, CancellationToken cancellationToken) =>
        await (await OpenedAsync(cancellationToken)).DeleteAsync(document, cancellationToken);

    public async Task<T?> FindAsync(string id, CancellationToken cancellationToken) =>
        await (await OpenedAsync(cancellationToken)).FindAsync(id, cancellationToken);

    public async Task<IReadOnlyList<T>> QueryAsync(Query<T> query, CancellationToken cancellationToken) =>
        await (await OpenedAsync(cancellationToken)).QueryAsync(query, cancellationToken);

    public async Task<int> CountAsync(Query<T> query, CancellationToken cancellationToken) =>
        await (await OpenedAsync(cancellationToken)).CountAsync(query, cancellationToken);

    public Task OpenAsync() => OpenedAsync(CancellationToken.None);

    private Task<IDocuments<T>> OpenedAsync(CancellationToken cancellationToken)
    {
        lock (exclusive)
        {
            if (opening is null or { IsFaulted: true })
            {
                // A caller that comes meanwhile waits for the same try.
                opening = Task.Run(open, CancellationToken.None);
            }

            return opening.WaitAsync(cancellationToken);
        }
    }
}
