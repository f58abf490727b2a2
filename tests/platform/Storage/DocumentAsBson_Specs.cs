using System.Reflection;
using System.Text.Json;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Storage.Mongo;
using Crossdock.Platform.Tests.Samples;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;

namespace Crossdock.Platform.Tests.Storage;

/// <summary>What is written for MongoDB; no server is needed to see it.</summary>
public sealed class When_a_document_is_written_as_bson
{
    private static readonly DateTimeOffset Moment = new DateTimeOffset(
        2026,
        3,
        1,
        7,
        0,
        0,
        TimeSpan.FromHours(-5)
    ).AddTicks(12_345_678);

    public static TheoryData<Type> Documents => When_a_collection_of_the_house_is_queried.Documents;

    [Fact]
    public void Should_have_the_types_of_bson()
    {
        var order = Guid.Parse("00112233-4455-6677-8899-aabbccddeeff");
        var bson = MongoMapping.Write(
            new Parcel
            {
                Id = "a",
                LeftAt = Moment,
                State = ParcelState.Gone,
                Order = order,
                Price = 12.50m,
                Notes = new() { ["a.b"] = "c" },
            },
            version: 3
        );

        Assert.Equal(("a", 3L), (bson["_id"].AsString, bson["Version"].AsInt64));
        Assert.Equal("Gone", bson["State"].AsString);
        Assert.Equal(12.50m, (decimal)bson["Price"].AsDecimal128);
        Assert.Equal(BsonBinarySubType.UuidStandard, bson["Order"].AsBsonBinaryData.SubType);
        Assert.Equal(order.ToByteArray(bigEndian: true), bson["Order"].AsBsonBinaryData.Bytes);
        Assert.Equal("a.b", bson["Notes"][0]["k"].AsString);
        Assert.False(bson.Contains("Carrier"));
        Assert.False(bson.Contains("_t"));
    }

    /// <summary>A document with records in it.</summary>
    public sealed class Tour : Document
    {
        public IReadOnlyList<Stop> Stops { get; set; } = [];
    }

    /// <summary>A record to which later versions added values.</summary>
    public sealed record Stop(string Place)
    {
        public IReadOnlyList<string> Names { get; init; } = [];
        public string Note { get; init; } = "";
    }

    [Fact]
    public void Should_have_the_initial_value_of_what_an_earlier_version_did_not_store_of_a_record()
    {
        var stored = new BsonDocument
        {
            ["_id"] = "a",
            ["Version"] = 1L,
            ["Stops"] = new BsonArray { new BsonDocument("Place", "Dover") },
        };

        var stop = Assert.Single(MongoMapping.Read<Tour>(stored).Stops);

        Assert.Equal(("Dover", ""), (stop.Place, stop.Note));
        Assert.Empty(stop.Names);
    }

    [Fact]
    public void Should_have_a_moment_as_a_date_and_exactly_in_utc()
    {
        var moment = MongoMapping.Value(Moment).AsBsonDocument;

        Assert.Equal(["DateTime", "Ticks", "Offset"], moment.Names);
        Assert.Equal(new DateTime(2026, 3, 1, 12, 0, 1, 234, DateTimeKind.Utc), moment["DateTime"].ToUniversalTime());
        Assert.Equal((Moment.UtcTicks, 0), (moment["Ticks"].AsInt64, moment["Offset"].AsInt32));
    }

    [Fact]
    public void Should_order_moments_that_differ_by_less_than_a_millisecond()
    {
        DateTimeOffset[] moments =
        [
            DateTimeOffset.MinValue,
            DateTimeOffset.UnixEpoch.AddTicks(-10_001),
            DateTimeOffset.UnixEpoch.AddTicks(-1),
            DateTimeOffset.UnixEpoch,
            Moment,
            Moment.AddTicks(1),
            Moment.AddTicks(1).ToOffset(TimeSpan.FromHours(9)).AddTicks(1),
            DateTimeOffset.MaxValue,
        ];

        var values = moments.Select(m => MongoMapping.Value(m)).ToList();

        Assert.Equal(values, values.AsEnumerable().Reverse().Order());
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Should_give_back_every_property_of_the_houses_own_documents(Type type) =>
        typeof(When_a_document_is_written_as_bson)
            .GetMethod(nameof(Check), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(type)
            .Invoke(null, []);

    private static void Check<T>()
        where T : Document
    {
        var document = (T)FilledValue.Of(typeof(T));

        var bson = MongoMapping.Write(document, version: 5);
        // Through bytes, as over the wire.
        var found = BsonSerializer.Deserialize<T>(bson.ToBson());

        Assert.Equal(Json(document), Json(found));
        Assert.Equal((document.Id, 5L), (found.Id, found.Version));
        Assert.DoesNotContain("\"_t\"", bson.ToJson(), StringComparison.Ordinal);
    }

    private static string Json<T>(T document) => JsonSerializer.Serialize(document, DocumentJson.Options);
}
