using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Crossdock.Adapters;
using Crossdock.Adapters.Declaration;

namespace Crossdock.Platform.Connections;

/// <summary>What a person sets up: the body of <c>PUT /api/v1/carts/{name}</c> or <c>…/warehouses/{name}</c>.</summary>
/// <param name="Kind">The system at the other end, for example <c>Bergen</c>.</param>
/// <param name="Merchant">Whose connection it is.</param>
/// <param name="Settings">The adapter's settings; parts of a name are separated by colons, as in configuration.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed partial record ConnectionInput(string? Kind, string? Merchant, Dictionary<string, string?>? Settings)
{
    private const int MaxSettings = 200;
    private const int LongestName = 200;
    private const int LongestValue = 4000;
    private static readonly string[] Own = ["Kind", "Merchant"];

    public static bool IsName(string name) => Name().IsMatch(name);

    /// <exception cref="SettingException">It is not well-formed.</exception>
    internal void Check(string name)
    {
        if (!IsName(name))
        {
            throw new SettingException(
                "The connection's name",
                "is not valid",
                "use 1 to 40 small letters, digits and dashes"
            );
        }

        if (Settings is { Count: > MaxSettings })
        {
            throw new SettingException(
                "settings",
                $"has more than {MaxSettings} entries",
                "leave out what is not needed"
            );
        }

        foreach (var (setting, value) in Settings ?? [])
        {
            if (!Setting().IsMatch(setting) || value is { Length: > LongestValue })
            {
                throw new SettingException(
                    setting.Length > LongestName ? "settings" : setting,
                    "is not well-formed",
                    $"use letters, digits and colons in its name, and at most {LongestValue} characters in its value"
                );
            }

            if (Own.Contains(setting, StringComparer.OrdinalIgnoreCase))
            {
                throw new SettingException(setting, "is among the settings", "put it beside the settings");
            }
        }
    }

    /// <summary>Of the known settings the secrets that were left out, or sent back as they were shown.</summary>
    internal Dictionary<string, string> Kept(
        Dictionary<string, string>? known,
        IReadOnlyList<SettingDeclaration> declared
    )
    {
        var given = (Settings ?? [])
            .Where(one => one.Value != ConnectionSettings.Mask)
            .Select(one => one.Key)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new(
            (known ?? []).Where(one =>
                !given.Contains(one.Key)
                && declared.Any(d => d.IsSecret && d.Name.Equals(one.Key, StringComparison.OrdinalIgnoreCase))
            ),
            StringComparer.OrdinalIgnoreCase
        );
    }

    /// <summary>These settings, and the secrets that are kept.</summary>
    internal Dictionary<string, string> With(Dictionary<string, string> kept)
    {
        var settings = new Dictionary<string, string>(kept, StringComparer.OrdinalIgnoreCase);
        foreach (var (setting, value) in Settings ?? [])
        {
            if (!string.IsNullOrEmpty(value) && value != ConnectionSettings.Mask)
            {
                settings[setting] = value;
            }
        }

        settings["Kind"] = Kind ?? "";
        settings["Merchant"] = Merchant ?? "";
        return settings;
    }

    [GeneratedRegex("^[a-z0-9-]{1,40}\\z", RegexOptions.None, 1000)]
    private static partial Regex Name();

    [GeneratedRegex("^[A-Za-z0-9]+(:[A-Za-z0-9]+)*\\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Setting();
}
