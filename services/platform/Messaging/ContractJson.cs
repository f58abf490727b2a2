using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Crossdock.Platform.Storage;

namespace Crossdock.Platform.Messaging;

/// <summary>
/// Reads messages as their contracts declare them. One with a null where there must be a value, also as an item of a list, or with a number
/// that no name of an enumeration has, is moved to the error queue: let in, it would be stored, and fail whatever reads the document later.
/// </summary>
internal static class ContractJson
{
    /// <summary>The same options, which refuse what breaks a contract.</summary>
    public static JsonSerializerOptions KeepContracts(JsonSerializerOptions json)
    {
        json.RespectNullableAnnotations = true;
        json.Converters.Insert(0, new DeclaredNumbers());
        json.TypeInfoResolver = (json.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(
            DeclaredJson.Keep
        );
        return json;
    }

    private sealed class DeclaredNumbers : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(DeclaredNumber<>).MakeGenericType(typeToConvert))!;
    }

    /// <summary>On the wire an enumeration is a number.</summary>
    private sealed class DeclaredNumber<T> : JsonConverter<T>
        where T : struct, Enum
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Number
            && reader.TryGetInt32(out var number)
            && (T)Enum.ToObject(typeof(T), number) is var value
            && Enum.IsDefined(value)
                ? value
                : throw new JsonException($"It is not the number of a {typeof(T).Name}.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(Convert.ToInt32(value, CultureInfo.InvariantCulture));
    }
}
