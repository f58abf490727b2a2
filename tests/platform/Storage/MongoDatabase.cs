using Crossdock.Platform.Storage;
using Crossdock.Platform.Storage.Mongo;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Crossdock.Platform.Tests.Storage;

/// <summary>A MongoDB database of its own for each test, on the one <see cref="MongoServer"/>.</summary>
public sealed class MongoDatabase : IAsyncDisposable
{
    private readonly string name = $"crossdock_test_{Guid.NewGuid():N}";
    private readonly List<MongoClient> clients = [];

    /// <summary>Opens the store as another replica would: with a client of its own.</summary>
    public MongoStore Open(UnreadableDocuments? unreadable = null) => new(Connect(), name, unreadable);

    /// <summary>The stored documents as they are.</summary>
    public IMongoCollection<BsonDocument> Raw(string collection) =>
        Connect().GetDatabase(name).GetCollection<BsonDocument>(collection);

    /// <summary>The client's settings for the server, as a service has them.</summary>
    public static MongoClientSettings Settings() =>
        MongoConnection.SettingsOf(new StoreOptions { MongoDb = MongoServer.Address });

    public MongoStore Open(MongoClientSettings settings) => new(Connect(settings), name);

    public async ValueTask DisposeAsync()
    {
        if (clients.Count > 0)
        {
            await Connect().DropDatabaseAsync(name);
        }

        clients.ForEach(client => client.Dispose());
    }

    private MongoClient Connect() => Connect(Settings());

    private MongoClient Connect(MongoClientSettings settings)
    {
        var client = new MongoClient(settings);
        clients.Add(client);
        return client;
    }
}
