using System.Collections.Concurrent;
using MongoDB.Bson;
using MongoDB.Driver.Core.Events;

namespace Crossdock.Platform.Tests.Storage;

/// <summary>What the store asks of the server and only a server can keep: seen in the commands that are sent.</summary>
public sealed class When_a_command_is_sent_to_mongodb : IAsyncLifetime
{
    private readonly MongoDatabase database = new();
    private readonly ConcurrentQueue<BsonDocument> commands = [];

    private static CancellationToken None => CancellationToken.None;

    public async ValueTask InitializeAsync()
    {
        var settings = MongoDatabase.Settings();
        settings.ClusterConfigurator = cluster =>
            // The command itself belongs to the driver and is gone after the event.
            cluster.Subscribe<CommandStartedEvent>(sent => commands.Enqueue(sent.Command.DeepClone().AsBsonDocument));
        var parcels = database.Open(settings).Open(Parcel.Collection);
        var parcel = new Parcel { Id = "a", Carrier = "UPS" };
        await parcels.InsertAsync(parcel, None);
        await parcels.ReplaceAsync(parcel, None);
        await parcels.QueryAsync(Parcel.ByCarrier.Where("UPS"), None);
        await parcels.CountAsync(Parcel.ByOrder.Where(), None);
        await parcels.DeleteAsync(parcel, None);
    }

    [Fact]
    public void Should_ask_for_a_journaled_majority_of_every_write()
    {
        foreach (var write in (string[])["insert", "update", "delete", "createIndexes"])
        {
            Assert.Equal(
                BsonDocument.Parse("{ w: 'majority', wtimeout: 10000, j: true }"),
                Sent(write)["writeConcern"]
            );
        }
    }

    [Fact]
    public void Should_name_the_index_of_every_query()
    {
        Assert.Equal(BsonDocument.Parse("{ Carrier: 1, LeftAt: 1 }"), Sent("find")["hint"]);
        Assert.Equal(BsonDocument.Parse("{ Order: 1 }"), Sent("aggregate")["hint"]);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private BsonDocument Sent(string name) => Assert.Single(commands, command => command.ElementAt(0).Name == name);
}
