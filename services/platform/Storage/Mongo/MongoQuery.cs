using MongoDB.Bson;

namespace Crossdock.Platform.Storage.Mongo;

/// <summary>The port's indexes and queries in MongoDB's words.</summary>
internal static class MongoQuery
{
    /// <summary>The keys of the index; the server can walk it in both directions.</summary>
    public static BsonDocument KeysOf<T>(Index<T> index)
        where T : Document => new(index.Fields.Select(f => new BsonElement(MongoMapping.Field(f), 1)));

    public static BsonDocument FilterOf<T>(Query<T> query)
        where T : Document
    {
        var fields = query.Index.Fields.Select(MongoMapping.Field).ToList();
        var filter = new BsonDocument(query.Equal.Select((v, i) => new BsonElement(fields[i], MongoMapping.Value(v))));
        var range = new BsonDocument();
        Add("$gte", query.From);
        Add("$lte", query.To);
        if (range.ElementCount > 0 && query.Equal.Count < fields.Count)
        {
            filter.Add(fields[query.Equal.Count], range);
        }

        if (query.After.Count > 0)
        {
            filter.Add("$and", After(query, [.. fields.Skip(query.Equal.Count)]));
        }

        return filter;

        void Add(string comparison, object? bound)
        {
            if (bound is not null)
            {
                range.Add(comparison, MongoMapping.Value(bound));
            }
        }
    }

    /// <summary>Later in the first field, or equal there and later in the second, and so on; the first one also bounds the index.</summary>
    private static BsonArray After<T>(Query<T> query, List<string> fields)
        where T : Document
    {
        var later = query.Descending ? "$lt" : "$gt";
        var values = query.After.Select(MongoMapping.Value).ToList();
        var either = values.Select(
            (value, i) =>
                new BsonDocument(fields.Take(i).Zip(values, (field, equal) => new BsonElement(field, equal)))
                {
                    { fields[i], new BsonDocument(later, value) },
                }
        );
        return
        [
            new BsonDocument(fields[0], new BsonDocument($"{later}e", values[0])),
            new BsonDocument("$or", new BsonArray(either)),
        ];
    }

    /// <summary>The fields without a value, in the order of the index: the rest is constant among what matches.</summary>
    public static BsonDocument OrderOf<T>(Query<T> query)
        where T : Document =>
        new(
            query
                .Index.Fields.Skip(query.Equal.Count)
                .Select(f => new BsonElement(MongoMapping.Field(f), query.Descending ? -1 : 1))
        );
}
