using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using MongoDB.Bson.Serialization.Conventions;
using MongoDB.Bson.Serialization.Options;
using MongoDB.Bson.Serialization.Serializers;

namespace Crossdock.Platform.Storage.Mongo;

/// <summary>
/// How documents are written as BSON: element names are the names of the properties, ids are <c>_id</c>, decimals Decimal128, GUIDs
/// binary of subtype 4, enumerations texts, moments as in <see cref="MomentSerializer"/>. Elements that a later version added to a
/// document are kept, those deeper in it are passed over.
/// </summary>
internal static class MongoMapping
{
    public const string Id = "_id";
    public const string Version = nameof(Document.Version);

    private static readonly GuidSerializer Guids = new(GuidRepresentation.Standard);

    // Before the first document is written or read, and once per process: the driver keeps these for good.
    static MongoMapping()
    {
        BsonSerializer.RegisterSerializer(Guids);
        BsonSerializer.RegisterSerializer(MomentSerializer.Instance);
        BsonSerializer.RegisterSerializer(new DecimalSerializer(BsonType.Decimal128));
        ConventionRegistry.Register(
            "Crossdock",
            new ConventionPack
            {
                new EnumRepresentationConvention(BsonType.String, topLevelOnly: false),
                new IgnoreExtraElementsConvention(true),
                new NamedExtraElementsMemberConvention(nameof(Document.AddedLater)),
                new IgnoreIfNullConvention(true),
                new AnyKeyConvention(),
                new DeclaredValues(),
            },
            type => type.Namespace?.StartsWith("Crossdock.", StringComparison.Ordinal) == true
        );
    }

    /// <summary>The element of a property.</summary>
    public static string Field(string property) => property == nameof(Document.Id) ? Id : property;

    /// <summary>The document as it will be stored under this version; it has the version itself once it is stored.</summary>
    public static BsonDocument Write<T>(T document, long version)
        where T : Document
    {
        var bson = document.ToBsonDocument();
        bson[Version] = version;
        return bson;
    }

    /// <summary>The document as it was stored.</summary>
    public static T Read<T>(BsonDocument bson)
        where T : Document => BsonSerializer.Deserialize<T>(bson);

    /// <summary>A value of a query, written as the document's BSON has it.</summary>
    public static BsonValue Value(object value) =>
        value switch
        {
            DateTimeOffset moment => MomentSerializer.Instance.ToBsonValue(moment),
            Guid id => Guids.ToBsonValue(id),
            Enum name => name.ToString(),
            string text => text,
            int number => number,
            long number => number,
            bool flag => flag,
            _ => throw new ArgumentException($"A {value.GetType().Name} cannot be indexed.", nameof(value)),
        };

    /// <summary>Dictionaries as lists of key and value: a key may be any text then, also one with dots, dollars or nothing in it.</summary>
    private sealed class AnyKeyConvention : ConventionBase, IMemberMapConvention
    {
        public void Apply(BsonMemberMap memberMap)
        {
            if (memberMap.GetSerializer() is IDictionaryRepresentationConfigurable dictionary)
            {
                memberMap.SetSerializer(
                    dictionary.WithDictionaryRepresentation(DictionaryRepresentation.ArrayOfDocuments)
                );
            }
        }
    }
}
