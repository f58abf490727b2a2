using System.Text.Json.Nodes;
using Crossdock.Adapters;
using Crossdock.Adapters.Declaration;

namespace Crossdock.Platform.Connections;

/// <summary>An adapter as it declares itself: all that a set-up form needs.</summary>
/// <param name="Kind">The <c>kind</c> of a connection to it.</param>
/// <param name="Role"><c>cart</c> or <c>warehouse</c>.</param>
/// <param name="Description">One sentence for the person who creates a connection.</param>
/// <param name="Capabilities">What it offers beside reading and writing: <c>webhooks</c>, <c>authorization</c>, <c>rateLimit</c>, <c>search</c>.</param>
/// <param name="Settings">The JSON schema of the settings.</param>
public sealed record AdapterView(
    string Kind,
    string Role,
    string Description,
    IReadOnlyList<string> Capabilities,
    JsonObject Settings
)
{
    public static AdapterView Of(Adapter adapter) =>
        new(
            adapter.Kind,
            Name(adapter.Role),
            adapter.Description,
            [
                .. Enum.GetValues<AdapterCapabilities>()
                    .Where(one => one != AdapterCapabilities.None && adapter.Capabilities.HasFlag(one))
                    .Select(one => Name(one)),
            ],
            SettingsSchema.Of(adapter)
        );

    private static string Name(Enum value) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName($"{value}");
}
