using System.Runtime.CompilerServices;
using MongoDB.Bson;
using MongoDB.Bson.IO;
using MongoDB.Driver;

namespace Crossdock.Platform.Storage.Mongo;

public sealed partial class MongoStore
{
    /// <summary>Every type as it is: a number of 64 bits stays one.</summary>
    private static readonly JsonWriterSettings Exact = new() { OutputMode = JsonOutputMode.CanonicalExtendedJson };

    public StoreProvider Provider => StoreProvider.MongoDb;

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredDocument> ReadAllAsync(
        string first,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var names = await MongoOutage.OfAsync(
            "The store cannot be read",
            async () =>
                await (await database.ListCollectionNamesAsync(null, cancellationToken)).ToListAsync(cancellationToken)
        );
        foreach (var name in names.OrderBy(name => name != first).ThenBy(name => name, StringComparer.Ordinal))
        {
            using var cursor = await MongoOutage.OfAsync(
                $"{name} cannot be read",
                () =>
                    database.GetCollection<BsonDocument>(name).Find(new BsonDocument()).ToCursorAsync(cancellationToken)
            );
            while (await MongoOutage.OfAsync($"{name} cannot be read", () => cursor.MoveNextAsync(cancellationToken)))
            {
                foreach (var row in cursor.Current)
                {
                    yield return new(
                        name,
                        row[MongoMapping.Id].AsString,
                        row[MongoMapping.Version].ToInt64(),
                        row.ToJson(Exact)
                    );
                }
            }
        }
    }

    /// <inheritdoc/>
    public async Task WriteAllAsync(IReadOnlyCollection<StoredDocument> documents, CancellationToken cancellationToken)
    {
        foreach (var collection in documents.GroupBy(document => document.Collection, StringComparer.Ordinal))
        {
            await MongoOutage.OfAsync(
                $"{collection.Key} cannot be written",
                async () =>
                {
                    await database
                        .GetCollection<BsonDocument>(collection.Key)
                        .InsertManyAsync(
                            collection.Select(one => BsonDocument.Parse(one.Body)),
                            null,
                            cancellationToken
                        );
                    return true;
                }
            );
        }
    }
}
