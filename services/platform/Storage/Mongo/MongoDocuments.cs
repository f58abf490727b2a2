using MongoDB.Bson;
using MongoDB.Driver;

namespace Crossdock.Platform.Storage.Mongo;

internal sealed class MongoDocuments<T>(
    CollectionDefinition<T> definition,
    IMongoCollection<BsonDocument> collection,
    UnreadableDocuments unreadable
) : IDocuments<T>
    where T : Document
{
    public async Task<bool> InsertAsync(T document, CancellationToken cancellationToken)
    {
        var inserted = await WriteAsync(
            async () =>
            {
                try
                {
                    await collection.InsertOneAsync(
                        MongoMapping.Write(document, version: 1),
                        cancellationToken: CancellationToken.None
                    );
                    return true;
                }
                catch (MongoWriteException e) when (e.WriteError?.Category == ServerErrorCategory.DuplicateKey)
                {
                    return false;
                }
            },
            cancellationToken
        );
        document.Version = inserted ? 1 : document.Version;
        return inserted;
    }

    public async Task<bool> ReplaceAsync(T document, CancellationToken cancellationToken)
    {
        var replaced = await WriteAsync(
            async () =>
                (
                    await collection.ReplaceOneAsync(
                        ThisVersionOf(document),
                        MongoMapping.Write(document, document.Version + 1),
                        cancellationToken: CancellationToken.None
                    )
                ).MatchedCount > 0,
            cancellationToken
        );
        document.Version += replaced ? 1 : 0;
        return replaced;
    }

    public Task<bool> DeleteAsync(T document, CancellationToken cancellationToken) =>
        WriteAsync(
            async () =>
                (await collection.DeleteOneAsync(ThisVersionOf(document), CancellationToken.None)).DeletedCount > 0,
            cancellationToken
        );

    public async Task<T?> FindAsync(string id, CancellationToken cancellationToken) =>
        (await ReadAsync(collection.Find(new BsonDocument(MongoMapping.Id, id)), cancellationToken))
            .Select(row => UnreadableDocuments.ReadOne(definition, row, IdOf, MongoMapping.Read<T>))
            .SingleOrDefault();

    public async Task<IReadOnlyList<T>> QueryAsync(Query<T> query, CancellationToken cancellationToken)
    {
        Declared(query);
        if (query.Limit == 0)
        {
            return []; // MongoDB takes a limit of none for no limit.
        }

        var rows = await ReadAsync(
            collection
                .Find(
                    MongoQuery.FilterOf(query),
                    // With the hint a missing index is an error, and never a walk through the whole collection.
                    new FindOptions { Hint = MongoQuery.KeysOf(query.Index) }
                )
                .Sort(MongoQuery.OrderOf(query))
                .Limit(unreadable.WithRoom(definition, query).Limit),
            cancellationToken
        );
        return unreadable.Read(definition, query, rows, IdOf, MongoMapping.Read<T>);
    }

    public async Task<int> CountAsync(Query<T> query, CancellationToken cancellationToken)
    {
        Declared(query);
        if (query.Limit == 0)
        {
            return 0;
        }

        try
        {
            return (int)
                await collection.CountDocumentsAsync(
                    MongoQuery.FilterOf(query),
                    new CountOptions { Hint = MongoQuery.KeysOf(query.Index), Limit = query.Limit },
                    cancellationToken
                );
        }
        catch (Exception e) when (MongoOutage.Is(e))
        {
            throw MongoOutage.Of($"{definition.Name} cannot be read", e);
        }
    }

    private void Declared(Query<T> query)
    {
        if (!definition.Indexes.Contains(query.Index))
        {
            throw new ArgumentException($"{definition.Name} does not declare the index of this query.", nameof(query));
        }
    }

    private static BsonDocument ThisVersionOf(T document) =>
        new() { { MongoMapping.Id, document.Id }, { MongoMapping.Version, document.Version } };

    /// <summary>
    /// A write that was begun is not cancelled: the caller must learn how it went, even when it would rather stop. The client's own
    /// time-outs bound it.
    /// </summary>
    private async Task<bool> WriteAsync(Func<Task<bool>> write, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await write();
        }
        catch (Exception e) when (MongoOutage.Is(e))
        {
            throw MongoOutage.Of($"{definition.Name} cannot be written", e);
        }
    }

    private static string IdOf(BsonDocument row) => row[MongoMapping.Id].ToString()!;

    private async Task<List<BsonDocument>> ReadAsync(
        IFindFluent<BsonDocument, BsonDocument> find,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await find.ToListAsync(cancellationToken);
        }
        catch (Exception e) when (MongoOutage.Is(e))
        {
            throw MongoOutage.Of($"{definition.Name} cannot be read", e);
        }
    }
}
