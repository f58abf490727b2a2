using System.Text.Json.Nodes;

namespace Crossdock.Platform.Tests.Samples;

/// <summary>What two JSON values have in common.</summary>
internal static class JsonParts
{
    /// <summary>The paths of what one has and the other has not, or has otherwise.</summary>
    public static IEnumerable<string> Missing(JsonNode sample, JsonNode? other) =>
        (sample, other) switch
        {
            (JsonObject fields, JsonObject has) => fields.SelectMany(field => Missing(field.Value!, has[field.Key])),
            (JsonArray items, JsonArray has) when items.Count == has.Count => items
                .Zip(has, (item, found) => Missing(item!, found))
                .SelectMany(paths => paths),
            _ when JsonNode.DeepEquals(sample, other) => [],
            _ => [$"{sample.GetPath()}: {sample.ToJsonString()} is {other?.ToJsonString() ?? "missing"}"],
        };

    /// <summary>The same with one field more in every object, but for what is one value in the driver's form.</summary>
    public static JsonNode WithField(JsonNode value, string name) =>
        value switch
        {
            JsonObject fields when fields.Any(field => field.Key is "Ticks" or "k" || field.Key[0] == '$') =>
                fields.DeepClone(),
            JsonObject fields => new JsonObject(
                fields
                    .Select(field => KeyValuePair.Create(field.Key, (JsonNode?)WithField(field.Value!, name)))
                    .Append(KeyValuePair.Create(name, (JsonNode?)new JsonObject { ["is"] = "new" }))
            ),
            JsonArray items => new JsonArray([.. items.Select(item => WithField(item!, name))]),
            _ => value.DeepClone(),
        };
}
