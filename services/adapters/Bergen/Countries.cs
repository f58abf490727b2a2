using System.Collections.Frozen;

namespace Crossdock.Adapters.Bergen;

/// <summary>
/// What the service calls countries. Its error text says "USA" (code 10), so that is what is sent for the United States; of all
/// others only a string is known [?]: the cart's name goes, or the usual English one where the cart gave a code alone.
/// </summary>
internal static class Countries
{
    public const string Usa = "USA";

    private static readonly string[] UsaNames =
    [
        "US",
        "USA",
        "UNITEDSTATES",
        "UNITEDSTATESOFAMERICA",
        "THEUNITEDSTATES",
        "THEUNITEDSTATESOFAMERICA",
    ];

    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>
    {
        ["AE"] = "United Arab Emirates",
        ["AT"] = "Austria",
        ["AU"] = "Australia",
        ["BE"] = "Belgium",
        ["BR"] = "Brazil",
        ["CA"] = "Canada",
        ["CH"] = "Switzerland",
        ["CN"] = "China",
        ["CZ"] = "Czech Republic",
        ["DE"] = "Germany",
        ["DK"] = "Denmark",
        ["ES"] = "Spain",
        ["FI"] = "Finland",
        ["FR"] = "France",
        ["GB"] = "United Kingdom",
        ["GR"] = "Greece",
        ["HK"] = "Hong Kong",
        ["HU"] = "Hungary",
        ["IE"] = "Ireland",
        ["IL"] = "Israel",
        ["IN"] = "India",
        ["IT"] = "Italy",
        ["JP"] = "Japan",
        ["KR"] = "South Korea",
        ["LU"] = "Luxembourg",
        ["MX"] = "Mexico",
        ["NL"] = "Netherlands",
        ["NO"] = "Norway",
        ["NZ"] = "New Zealand",
        ["PL"] = "Poland",
        ["PR"] = "Puerto Rico",
        ["PT"] = "Portugal",
        ["RO"] = "Romania",
        ["SE"] = "Sweden",
        ["SG"] = "Singapore",
        ["TW"] = "Taiwan",
        ["ZA"] = "South Africa",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The name to send; null where the address says no country. A code is trusted before a name.</summary>
    public static string? NameOf(string? code, string? name)
    {
        if (Fold(code) is { Length: > 0 } folded)
        {
            return UsaNames.Contains(folded) ? Usa
                : name is { Length: > 0 } ? name
                : Names.GetValueOrDefault(folded, folded);
        }

        var foldedName = Fold(name);
        return foldedName.Length == 0 ? null
            : UsaNames.Contains(foldedName) ? Usa
            : Names.GetValueOrDefault(foldedName, name!);
    }

    private static string Fold(string? text) => string.Concat((text ?? "").Where(char.IsLetter)).ToUpperInvariant();
}
