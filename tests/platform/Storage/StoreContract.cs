using Crossdock.Platform.Storage;

namespace Crossdock.Platform.Tests.Storage;

/// <summary>
/// What every store promises. A store keeps the promises by a class that derives from each contract and says how it is opened.
/// </summary>
public abstract class StoreContract : IAsyncLifetime
{
    protected IDocuments<Parcel> Parcels { get; private set; } = null!;
    protected static CancellationToken None => CancellationToken.None;

    /// <summary>Opens the store, and with each further call the same one again, as another replica would.</summary>
    protected abstract IDocumentStore OpenStore();

    public virtual ValueTask InitializeAsync()
    {
        Parcels = OpenStore().Open(Parcel.Collection);
        return ValueTask.CompletedTask;
    }

    public abstract ValueTask DisposeAsync();

    protected async Task<Parcel> KeepAsync(Parcel parcel)
    {
        Assert.True(await Parcels.InsertAsync(parcel, None));
        return parcel;
    }

    protected async Task<Parcel> FindAsync(string id)
    {
        var found = await Parcels.FindAsync(id, None);
        Assert.NotNull(found);
        return found;
    }
}
