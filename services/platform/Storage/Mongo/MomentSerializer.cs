using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using MongoDB.Bson.Serialization.Serializers;

namespace Crossdock.Platform.Storage.Mongo;

/// <summary>
/// A moment in the driver's own exact form, always in UTC: <c>{ DateTime: ISODate, Ticks: long, Offset: 0 }</c>. A BSON date alone has
/// milliseconds, and two moments that differ by less would be one. MongoDB orders such values by their first element, then by the
/// next: that is the order of time, because all have the same offset.
/// </summary>
internal sealed class MomentSerializer : StructSerializerBase<DateTimeOffset>
{
    private static readonly DateTimeOffsetSerializer Exact = new(BsonType.Document);

    private MomentSerializer() { }

    public static MomentSerializer Instance { get; } = new();

    public override DateTimeOffset Deserialize(BsonDeserializationContext context, BsonDeserializationArgs args) =>
        Exact.Deserialize(context, args).ToUniversalTime();

    public override void Serialize(
        BsonSerializationContext context,
        BsonSerializationArgs args,
        DateTimeOffset value
    ) => Exact.Serialize(context, args, value.ToUniversalTime());
}
