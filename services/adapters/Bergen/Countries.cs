using System.Collections.Frozen;

namespace Crossdock.Adapters.Bergen;

/// <summary>
/// What the service calls countries. Its error text says "USA" (code 10), so that is what is sent for the United States; of all
/// others only a string is known [?]: the English name that belongs to the code goes; what the cart's text says only where there is no code.
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

    /// <summary>Countries that are one city: their addresses name none.</summary>
    private static readonly FrozenSet<string> Cities = new[] { "GI", "HK", "MC", "MO", "SG", "VA" }
        .Select(code => CountryNames.ByCode[code])
        .Concat(["Macau", "Vatican", "Holy See"])
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The city of an address that names none; null where the country is more than a city.</summary>
    public static string? CityOf(string? country) => country is not null && Cities.Contains(country) ? country : null;

    /// <summary>The name to send; null where the address says no country. A code is trusted before a name.</summary>
    public static string? NameOf(string? code, string? name)
    {
        if (Fold(code) is { Length: > 0 } folded)
        {
            return UsaNames.Contains(folded) ? Usa
                : CountryNames.ByCode.TryGetValue(folded, out var known) ? known
                : name is { Length: > 0 } ? name
                : folded;
        }

        var foldedName = Fold(name);
        return foldedName.Length == 0 ? null
            : UsaNames.Contains(foldedName) ? Usa
            : CountryNames.ByCode.GetValueOrDefault(foldedName, name!);
    }

    private static string Fold(string? text) => string.Concat((text ?? "").Where(char.IsLetter)).ToUpperInvariant();
}
