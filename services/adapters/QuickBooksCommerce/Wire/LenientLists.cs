using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Crossdock.Adapters.QuickBooksCommerce.Wire;

/// <summary>An array of objects; elements that cannot be read are left out. Anything but an array is null.</summary>
internal class LenientObjects<T> : ReadOnlyConverter<IReadOnlyList<T>?>
    where T : class
{
    /// <summary>Stands for an element that cannot be read; null to leave it out.</summary>
    protected virtual T? Unreadable => null;

    public override IReadOnlyList<T>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return Lenient.Nothing<IReadOnlyList<T>>(ref reader);
        }

        var element = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
        var list = new List<T>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (ReadElement(ref reader, element) is { } value)
            {
                list.Add(value);
            }
        }

        return list;
    }

    /// <summary>What one element throws concerns that element.</summary>
    private T? ReadElement(ref Utf8JsonReader reader, JsonTypeInfo<T> element)
    {
        var beginning = reader;
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            try
            {
                return JsonSerializer.Deserialize(ref reader, element);
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
            {
                reader = beginning;
            }
        }

        reader.Skip();
        return Unreadable;
    }
}

/// <summary>Orders: one that cannot be read is kept without an id, so that it is not lost in silence.</summary>
internal sealed class LenientOrders : LenientObjects<OrderObject>
{
    protected override OrderObject Unreadable => new();
}

/// <summary>An array of ids; what is no id is left out. Anything but an array is null.</summary>
internal sealed class LenientIds : ReadOnlyConverter<IReadOnlyList<long>?>
{
    public override IReadOnlyList<long>? Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    )
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return Lenient.Nothing<IReadOnlyList<long>>(ref reader);
        }

        var list = new List<long>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (Lenient.Id(ref reader) is { } id)
            {
                list.Add(id);
            }
        }

        return list;
    }
}

/// <summary>An array of texts, or one text with commas between them; seen is the one within the other, <c>["Suspended,Replacement"]</c>.</summary>
internal sealed class LenientTexts : ReadOnlyConverter<IReadOnlyList<string>?>
{
    public override IReadOnlyList<string>? Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    )
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return Lenient.Text(ref reader) is { } all ? Split(all) : null;
        }

        var list = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (Lenient.Text(ref reader) is { } text)
            {
                list.AddRange(Split(text));
            }
        }

        return list;
    }

    private static string[] Split(string text) =>
        text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
