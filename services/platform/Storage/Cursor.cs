using System.Buffers.Text;
using System.Text.Json;

namespace Crossdock.Platform.Storage;

/// <summary>Where a list goes on: opaque to anyone who keeps it, and independent of what is added meanwhile.</summary>
public static class Cursor
{
    public static string Of(params object?[] values) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(values, DocumentJson.Options));

    /// <exception cref="FormatException">It holds something else than values of these types.</exception>
    public static object[] Read(string cursor, params Type[] types)
    {
        try
        {
            var values = JsonSerializer.Deserialize<JsonElement[]>(Base64Url.DecodeFromChars(cursor));
            if (values?.Length == types.Length)
            {
                return [.. values.Zip(types, Value)];
            }
        }
        catch (JsonException)
        {
            // Answered like any other.
        }

        throw new FormatException("No list has given this cursor.");
    }

    private static object Value(JsonElement value, Type type) =>
        value.Deserialize(type, DocumentJson.Options) ?? throw new JsonException();
}
