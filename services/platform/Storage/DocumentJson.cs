using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Crossdock.Platform.Storage;

/// <summary>How documents are written as JSON: so that an index sorts moments, GUIDs and enumerations rightly as texts.</summary>
public static class DocumentJson
{
    public static JsonSerializerOptions Options { get; } =
        new()
        {
            Converters = { new MomentConverter(), new JsonStringEnumConverter() },
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            // The text is stored, never put into a page: addresses stay readable to anyone who opens the store.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            // A document with a null where there must be a value is unreadable; read, it would fail whatever works with it.
            RespectNullableAnnotations = true,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { DeclaredJson.Keep } },
        };

    /// <summary>A value of a query, written as the document's JSON has it.</summary>
    public static object ToIndexed(object value) =>
        value switch
        {
            DateTimeOffset moment => MomentConverter.Format(moment),
            Guid id => id.ToString("D"),
            Enum name => name.ToString(),
            string or int or long => value,
            bool flag => flag ? 1 : 0,
            _ => throw new ArgumentException($"A {value.GetType().Name} cannot be indexed.", nameof(value)),
        };

    /// <summary>UTC with a fixed number of digits, so that the order of the texts is the order of the moments.</summary>
    private sealed class MomentConverter : JsonConverter<DateTimeOffset>
    {
        public static string Format(DateTimeOffset moment) =>
            moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

        public override DateTimeOffset Read(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        ) => reader.GetDateTimeOffset().ToUniversalTime();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Format(value));
    }
}
