using System.Text.Json.Nodes;

namespace Crossdock.Fuzz.Entrances;

/// <summary>Bodies as the API describes them.</summary>
internal static class ApiSchema
{
    /// <summary>A value with something in every property.</summary>
    public static JsonNode Example(JsonNode description, JsonNode schema, int depth = 0)
    {
        if ((string?)schema["$ref"] is { } reference)
        {
            schema = reference.Split('/').Skip(1).Aggregate(description, (node, part) => node[part]!);
        }

        var choices = schema["oneOf"] ?? schema["anyOf"] ?? schema["allOf"];
        if (choices is JsonArray { Count: > 0 } all)
        {
            return Example(description, all[^1]!, depth + 1);
        }

        var type = schema["type"] is JsonArray types ? (string)types[^1]! : (string?)schema["type"];
        return type switch
        {
            _ when schema["enum"] is JsonArray { Count: > 0 } names => names[0]!.DeepClone(),
            _ when depth > 5 => new JsonObject(),
            "array" => new JsonArray(Example(description, schema["items"]!, depth + 1)),
            "integer" or "number" => JsonValue.Create(1),
            "boolean" => JsonValue.Create(true),
            "string" => JsonValue.Create(Text((string?)schema["format"])),
            _ => new JsonObject(
                (schema["properties"]?.AsObject() ?? []).Select(property =>
                    KeyValuePair.Create(property.Key, (JsonNode?)Example(description, property.Value!, depth + 1))
                )
            ),
        };
    }

    private static string Text(string? format) =>
        format switch
        {
            "uuid" => "6f1d2c3b-0a1b-4c2d-8e3f-0123456789ab",
            "date-time" => "2026-03-01T00:00:00Z",
            _ => "acme-cart",
        };
}
