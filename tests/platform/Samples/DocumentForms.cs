using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Crossdock.CartAdapter;
using Crossdock.OrderRouter;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Storage.Mongo;
using Crossdock.WmsAdapter;
using MongoDB.Bson;
using MongoDB.Bson.IO;

namespace Crossdock.Platform.Tests.Samples;

/// <summary>Every kind of document of the house, as each store has it.</summary>
internal static class DocumentForms
{
    private static readonly JsonWriterSettings Exact = new() { OutputMode = JsonOutputMode.CanonicalExtendedJson };

    public static IReadOnlyList<Type> Types { get; } =
    [
        .. new[] { typeof(Document), typeof(CartAdapterModule), typeof(OrderRouterModule), typeof(WmsAdapterModule) }
            .SelectMany(type => type.Assembly.GetTypes())
            .Where(type => type.IsSubclassOf(typeof(Document)) && !type.IsAbstract)
            .OrderBy(type => type.Name, StringComparer.Ordinal),
    ];

    public static IEnumerable<WrittenForm> All => Types.SelectMany(type => new[] { InSqlite(type), InMongo(type) });

    private static WrittenForm InSqlite(Type type) =>
        Of(
            "sqlite",
            type,
            document => JsonSerializer.SerializeToNode(document, type, DocumentJson.Options)!,
            sample => sample.Deserialize(type, DocumentJson.Options)
        );

    private static WrittenForm InMongo(Type type) =>
        Of(
            "mongodb",
            type,
            document =>
                JsonNode.Parse(
                    ((BsonDocument)WriteBson.MakeGenericMethod(type).Invoke(null, [document, 1L])!).ToJson(Exact)
                )!,
            sample => ReadBson.MakeGenericMethod(type).Invoke(null, [BsonDocument.Parse(sample.ToJsonString())])
        );

    private static readonly MethodInfo WriteBson = typeof(MongoMapping).GetMethod(nameof(MongoMapping.Write))!;

    private static readonly MethodInfo ReadBson = typeof(MongoMapping).GetMethod(nameof(MongoMapping.Read))!;

    private static WrittenForm Of(string folder, Type type, Func<object, JsonNode> write, Func<JsonNode, object?> read)
    {
        // In a collection of another name the documents would be lost.
        var collection = type.GetProperty("Collection", BindingFlags.Public | BindingFlags.Static)?.GetValue(null);
        var name = (string?)collection?.GetType().GetProperty("Name")!.GetValue(collection) ?? "";
        return new(
            folder,
            type.Name,
            () => Write(FilledValue.Of(type)),
            sample => (string?)sample["collection"] == name ? read(sample["document"]!) : null
        )
        {
            WriteAgain = Write,
            Bare = () => FilledValue.Bare(type),
        };

        JsonNode Write(object document) => new JsonObject { ["collection"] = name, ["document"] = write(document) };
    }
}
