using MongoDB.Bson;
using MongoDB.Driver;

namespace Crossdock.Platform.Storage.Mongo;

/// <summary>One MongoDB database per service. Works with a replica set, and with a single server that is none.</summary>
/// <param name="client">The process's one client; its creator disposes it.</param>
/// <param name="database">The service's own database; the server makes it with the first collection.</param>
/// <param name="unreadable">Where documents are reported that cannot be read.</param>
public sealed partial class MongoStore(IMongoClient client, string database, UnreadableDocuments? unreadable = null)
    : IStoreContent
{
    // The port's promises rest on these, so they are not left to the connection string. Journalled, because what is stored ("about to be
    // sent") must survive a power failure on a single server too; and a majority that cannot be had must be said, not waited for.
    private static readonly MongoDatabaseSettings Promises = new()
    {
        WriteConcern = WriteConcern.WMajority.With(wTimeout: TimeSpan.FromSeconds(10), journal: true),
        ReadPreference = ReadPreference.Primary,
    };

    private readonly UnreadableDocuments unreadable = unreadable ?? new UnreadableDocuments();
    private readonly IMongoDatabase database = client.GetDatabase(database, Promises);

    public IDocuments<T> Open<T>(CollectionDefinition<T> definition)
        where T : Document
    {
        var collection = database.GetCollection<BsonDocument>(definition.Name);
        // The server answers nothing to do where they are there already.
        var indexes = definition
            .Indexes.Select(index => new CreateIndexModel<BsonDocument>(MongoQuery.KeysOf(index)))
            .ToList();
        if (indexes.Count > 0)
        {
            try
            {
                collection.Indexes.CreateMany(indexes);
            }
            catch (Exception e) when (MongoOutage.Is(e))
            {
                throw MongoOutage.Of($"The collection {definition.Name} cannot be opened", e);
            }
        }

        return new MongoDocuments<T>(definition, collection, unreadable);
    }
}
