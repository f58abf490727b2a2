using Crossdock.Platform.Storage;

namespace Crossdock.Platform.Tests.Storage;

public sealed class When_a_store_comes_later_than_its_service : IAsyncDisposable
{
    private readonly SqliteFile file = new();
    private readonly LateDocuments<Parcel> parcels;
    private bool there;
    private int tries;

    public When_a_store_comes_later_than_its_service() =>
        parcels = new LateDocuments<Parcel>(() =>
        {
            Interlocked.Increment(ref tries);
            return there ? file.Open().Open(Parcel.Collection) : throw new StoreUnavailableException("not yet");
        });

    [Fact]
    public async Task Should_be_unavailable_until_it_is_there_and_then_be_opened_once()
    {
        await Assert.ThrowsAsync<StoreUnavailableException>(parcels.OpenAsync);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => parcels.FindAsync("a", default));
        there = true;

        Assert.True(await parcels.InsertAsync(new Parcel { Id = "a" }, default));
        Assert.NotNull(await parcels.FindAsync("a", default));
        Assert.Equal(3, tries);
    }

    [Fact]
    public async Task Should_let_everybody_wait_for_the_same_try()
    {
        there = true;

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => parcels.FindAsync($"{i}", default)));

        Assert.Equal(1, tries);
    }

    public ValueTask DisposeAsync() => file.DisposeAsync();
}
