using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Crossdock.Adapters.QuickBooksCommerce.Wire;

/// <summary>
/// Reads what the service is seen to send rather than what it documents: figures as strings or numbers, stamps or days, and
/// things of another shape altogether. What cannot be read is null and never an exception, so that one odd field does not
/// cost a whole page of orders; anyone who needs the field says that it is missing.
/// </summary>
internal static class Lenient
{
    public static decimal? Number(ref Utf8JsonReader reader) =>
        reader.TokenType switch
        {
            JsonTokenType.Number => reader.TryGetDecimal(out var value) ? value : null,
            // No thousands separators: "12,5" would silently become 125.
            JsonTokenType.String => decimal.TryParse(
                Text(ref reader),
                NumberStyles.Float,
                CultureInfo.InvariantCulture,
                out var value
            )
                ? value
                : null,
            _ => Nothing<decimal?>(ref reader),
        };

    public static long? Id(ref Utf8JsonReader reader) =>
        Number(ref reader) is { } number && number == decimal.Truncate(number) && number is > 0 and <= long.MaxValue
            ? (long)number
            : null;

    /// <summary>Trimmed; an empty text is no text.</summary>
    public static string? Text(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return StringIn(ref reader)?.Trim() is { Length: > 0 } text ? text : null;
            case JsonTokenType.Number:
                // What is larger than any number may still be a name, such as an order number.
                return Number(ref reader)?.ToString(CultureInfo.InvariantCulture)
                    ?? Encoding.UTF8.GetString(reader.ValueSpan);
            default:
                return Nothing<string?>(ref reader);
        }
    }

    private static string? StringIn(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half an emoji, or bytes that are no text: they cost a character and not the text.
            var json = JsonText.Repair(Encoding.UTF8.GetString(reader.ValueSpan));
            return JsonElement.Parse($"\"{json}\"").GetString();
        }
    }

    public static bool? Flag(ref Utf8JsonReader reader) =>
        reader.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            _ => Text(ref reader) switch
            {
                "true" or "1" => true,
                "false" or "0" => false,
                _ => null,
            },
        };

    /// <summary>A stamp or only a day, which is its midnight; without an offset it is UTC.</summary>
    public static DateTimeOffset? Moment(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String
            ? DateTimeOffset.TryParse(
                Text(ref reader),
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var value
            )
                ? value
                : null
            : Nothing<DateTimeOffset?>(ref reader);

    /// <summary>Skips objects and arrays whole.</summary>
    public static T? Nothing<T>(ref Utf8JsonReader reader)
    {
        reader.Skip();
        return default;
    }
}

/// <summary>A converter that is only ever used to read: what we send has types of its own.</summary>
internal abstract class ReadOnlyConverter<T> : JsonConverter<T>
{
    public override bool HandleNull => true;

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        throw new NotSupportedException("What is read from the service is never sent back.");
}

internal sealed class LenientNumber : ReadOnlyConverter<decimal?>
{
    public override decimal? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Lenient.Number(ref reader);
}

internal sealed class LenientId : ReadOnlyConverter<long?>
{
    public override long? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Lenient.Id(ref reader);
}

internal sealed class LenientText : ReadOnlyConverter<string?>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Lenient.Text(ref reader);
}

internal sealed class LenientFlag : ReadOnlyConverter<bool?>
{
    public override bool? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Lenient.Flag(ref reader);
}

internal sealed class LenientMoment : ReadOnlyConverter<DateTimeOffset?>
{
    public override DateTimeOffset? Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) => Lenient.Moment(ref reader);
}
