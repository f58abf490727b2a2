namespace Crossdock.Platform.Storage;

/// <summary>A store that opens its collections only if this version may work with them.</summary>
internal sealed class CheckedStore(Func<IDocumentStore> open) : IDocumentStore, IAsyncDisposable
{
    private readonly Lock exclusive = new();
    private Task<IDocumentStore>? entering;

    public IDocuments<T> Open<T>(CollectionDefinition<T> definition)
        where T : Document
    {
        Task<IDocumentStore> entered;
        lock (exclusive)
        {
            if (entering is null or { IsFaulted: true })
            {
                // Who opens another collection meanwhile waits for the same try.
                entering = Task.Run(EnterAsync);
            }

            entered = entering;
        }

        // Collections are opened on threads of their own.
        return entered.GetAwaiter().GetResult().Open(definition);
    }

    public async ValueTask DisposeAsync()
    {
        if (entering is { IsCompletedSuccessfully: true } && await entering is IAsyncDisposable store)
        {
            await store.DisposeAsync();
        }
    }

    private async Task<IDocumentStore> EnterAsync()
    {
        var store = open();
        try
        {
            await StoreForm.EnterAsync(store.Open(StoreMark.Collection), CancellationToken.None);
            return store;
        }
        catch
        {
            await (store is IAsyncDisposable disposable ? disposable.DisposeAsync() : default);
            throw;
        }
    }
}
