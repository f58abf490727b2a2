using System.Text.Json.Nodes;

namespace Crossdock.Adapters.Declaration;

/// <summary>The JSON schema (draft 2020-12) of an adapter's settings: a client can make a set-up form of it.</summary>
public static class SettingsSchema
{
    public static JsonObject Of(Adapter adapter)
    {
        ArgumentNullException.ThrowIfNull(adapter);
        var declared = SettingDeclaration.Of(adapter.SettingsType);
        return new()
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = adapter.Kind,
            ["description"] = adapter.Description,
            ["type"] = "object",
            ["properties"] = new JsonObject(declared.Select(d => KeyValuePair.Create(d.Name, (JsonNode?)Property(d)))),
            ["required"] = new JsonArray([.. declared.Where(d => d.IsRequired).Select(d => (JsonNode)d.Name)]),
            ["additionalProperties"] = false,
        };
    }

    private static JsonObject Property(SettingDeclaration setting)
    {
        var (type, format) = TypeOf(setting.Type);
        (string Name, JsonNode? Value)[] all =
        [
            ("description", setting.Description),
            ("type", type),
            ("format", format),
            ("items", setting.IsList ? new JsonObject { ["type"] = "string" } : null),
            (
                "enum",
                setting.Type.IsEnum ? new JsonArray([.. Enum.GetNames(setting.Type).Select(n => (JsonNode)n)]) : null
            ),
            ("minimum", setting.Min),
            ("maximum", setting.Max),
            ("default", Default(setting, type)),
            ("writeOnly", setting.IsSecret ? true : null),
        ];
        return new(all.Where(one => one.Value is not null).Select(one => KeyValuePair.Create(one.Name, one.Value)));
    }

    private static JsonNode? Default(SettingDeclaration setting, string type) =>
        setting.Default is not { } text ? null
        : type == "array"
            ? new JsonArray([.. ((IReadOnlyList<string>)setting.Parse(text).Value!).Select(w => (JsonNode)w)])
        : type == "string" ? text
        : JsonNode.Parse(text.ToLowerInvariant());

    /// <summary>A duration is written hh:mm:ss, which is not the standard's <c>duration</c>.</summary>
    private static (string Type, string? Format) TypeOf(Type type) =>
        type == typeof(bool) ? ("boolean", null)
        : type == typeof(int) || type == typeof(long) ? ("integer", null)
        : type == typeof(decimal) ? ("number", null)
        : type == typeof(IReadOnlyList<string>) ? ("array", null)
        : type == typeof(Uri) ? ("string", "uri")
        : type == typeof(TimeSpan) ? ("string", "hh:mm:ss")
        : type == typeof(DateTimeOffset) ? ("string", "date-time")
        : ("string", null);
}
