using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Crossdock.Sandbox.Data;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>How the cart writes its objects and values.</summary>
internal static class CartJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new TextConverter<DateTimeOffset>(Stamp), new TextConverter<decimal>(Number) },
    };

    private static readonly ConcurrentDictionary<string, JsonObject> Constants = new(StringComparer.Ordinal);

    /// <summary>A record in the cart's names and formats, together with properties that are the same for every record of its kind.</summary>
    public static JsonObject Of(CartRecord record, string constants)
    {
        var body = JsonSerializer.SerializeToNode(record, record.GetType(), Options)!.AsObject();
        foreach (var (name, value) in Constants.GetOrAdd(constants, Parse))
        {
            body[name] = value?.DeepClone();
        }

        return body;
    }

    public static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();

    public static string Stamp(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A quantity or a price: "1.0", "166.75".</summary>
    public static string Number(decimal value) => value.ToString("0.0#########", CultureInfo.InvariantCulture);

    /// <summary>A stock figure: "301", "-12", and zero as the integer 0.</summary>
    public static JsonNode Stock(decimal value) =>
        value == 0 ? 0 : value.ToString("0.##########", CultureInfo.InvariantCulture);

    /// <summary>A total: "166.75", and zero as the integer 0.</summary>
    public static JsonNode Total(decimal value) => value == 0 ? 0 : Number(value);

    public static JsonArray Ids(IEnumerable<int> ids) => [.. ids.Select(id => (JsonNode)id)];

    private sealed class TextConverter<T>(Func<T, string> write) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(write(value));
    }
}
