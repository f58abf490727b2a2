using System.Net;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Storage.Mongo;
using Crossdock.TestSupport;
using MongoDB.Driver;

namespace Crossdock.Platform.Tests.Storage;

public sealed class When_no_mongodb_server_answers : IDisposable
{
    private readonly MongoClient client = new(
        MongoConnection.SettingsOf(
            new StoreOptions
            {
                MongoDb =
                    $"mongodb://crossdock:Gr8-Secret@localhost:{FreePort.Find(1)[0]}/?serverSelectionTimeoutMS=100",
            }
        )
    );

    [Fact]
    public void Should_say_so_on_one_line_without_the_password()
    {
        var store = new MongoStore(client, "crossdock_test");

        var outage = Assert.Throws<StoreUnavailableException>(() => store.Open(Parcel.Collection));

        Assert.DoesNotContain("\n", outage.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Gr8-Secret", outage.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_say_of_every_question_and_every_write_that_the_store_is_unavailable()
    {
        // Without indexes there is nothing to be done when it is opened.
        var none = new CollectionDefinition<Parcel>("parcels");
        var parcels = new MongoStore(client, "crossdock_test").Open(none);
        var parcel = new Parcel { Id = "a", Version = 4 };
        var token = CancellationToken.None;

        await Assert.ThrowsAsync<StoreUnavailableException>(() => parcels.FindAsync("a", token));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => parcels.InsertAsync(parcel, token));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => parcels.ReplaceAsync(parcel, token));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => parcels.DeleteAsync(parcel, token));
        Assert.Equal(4, parcel.Version);
    }

    public void Dispose() => client.Dispose();
}

public sealed class When_the_connection_to_mongodb_is_cut : IAsyncDisposable
{
    private readonly MongoDatabase database = new();

    [Fact]
    public async Task Should_say_so_and_go_on_when_it_is_back()
    {
        var settings = MongoDatabase.Settings();
        await using var relay = new TcpRelay(settings.Server.Host, settings.Server.Port);
        settings.Server = new MongoServerAddress(IPAddress.Loopback.ToString(), relay.Port);
        settings.DirectConnection = true;
        settings.ServerSelectionTimeout = TimeSpan.FromSeconds(1);
        var parcels = database.Open(settings).Open(Parcel.Collection);
        Assert.True(await parcels.InsertAsync(new Parcel { Id = "before" }, default));

        relay.Cut();
        await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            parcels.InsertAsync(new Parcel { Id = "meanwhile" }, default)
        );
        await Assert.ThrowsAsync<StoreUnavailableException>(() => parcels.FindAsync("before", default));

        relay.Restore();
        await Wait.UntilAsync(() => CanFindAsync(parcels, "before"), "the store to be read again");
        Assert.Null(await parcels.FindAsync("meanwhile", default));
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private static async Task<bool> CanFindAsync(IDocuments<Parcel> parcels, string id)
    {
        try
        {
            return await parcels.FindAsync(id, default) is not null;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }
}
