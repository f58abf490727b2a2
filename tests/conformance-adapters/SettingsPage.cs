using System.Globalization;
using System.Text;
using Crossdock.Adapters.Declaration;

namespace Crossdock.Adapters.Tests;

/// <summary>The page of one kind in docs/adapters, made of its declarations.</summary>
internal static class SettingsPage
{
    public static string Of(IEnumerable<Adapter> adapters)
    {
        var page = new StringBuilder();
        foreach (var adapter in adapters)
        {
            var section = adapter.Role == AdapterRole.Cart ? "Carts" : "Warehouses";
            page.Append(
                CultureInfo.InvariantCulture,
                $"# {adapter.Kind} as a {adapter.Role.ToString().ToLowerInvariant()}: `{section}:{{name}}:…`\n\n"
            );
            page.Append(
                CultureInfo.InvariantCulture,
                $"{adapter.Description} Beside these a connection has `Kind` and `Merchant`.\n\n"
            );
            page.Append("| setting | meaning | default |\n| --- | --- | --- |\n");
            foreach (var setting in SettingDeclaration.Of(adapter.SettingsType))
            {
                page.Append(
                    CultureInfo.InvariantCulture,
                    $"| `{setting.Name}` | {Cell(setting.Description)}{Limits(setting)}{(setting.IsSecret ? " (secret)" : "")} | {Default(setting)} |\n"
                );
            }

            page.Append('\n');
        }

        return page.ToString().TrimEnd('\n') + "\n";
    }

    private static string Default(SettingDeclaration setting) =>
        setting.IsRequired ? "required"
        : setting.Default is { Length: > 0 } text ? $"`{Cell(text)}`"
        : "none";

    private static string Limits(SettingDeclaration setting) =>
        (setting.Min, setting.Max) switch
        {
            ({ } min, { } max) => string.Create(CultureInfo.InvariantCulture, $", from {min} to {max}"),
            ({ } min, null) => string.Create(CultureInfo.InvariantCulture, $", at least {min}"),
            (null, { } max) => string.Create(CultureInfo.InvariantCulture, $", at most {max}"),
            _ when setting.Type.IsEnum => $": one of {string.Join(", ", Enum.GetNames(setting.Type))}",
            _ => "",
        };

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
