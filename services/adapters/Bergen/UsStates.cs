using System.Collections.Frozen;

namespace Crossdock.Adapters.Bergen;

/// <summary>The two-letter codes of the United States Postal Service.</summary>
internal static class UsStates
{
    private static readonly FrozenDictionary<string, string> Codes = new Dictionary<string, string>
    {
        ["Alabama"] = "AL",
        ["Alaska"] = "AK",
        ["Arizona"] = "AZ",
        ["Arkansas"] = "AR",
        ["California"] = "CA",
        ["Colorado"] = "CO",
        ["Connecticut"] = "CT",
        ["Delaware"] = "DE",
        ["District of Columbia"] = "DC",
        ["Florida"] = "FL",
        ["Georgia"] = "GA",
        ["Hawaii"] = "HI",
        ["Idaho"] = "ID",
        ["Illinois"] = "IL",
        ["Indiana"] = "IN",
        ["Iowa"] = "IA",
        ["Kansas"] = "KS",
        ["Kentucky"] = "KY",
        ["Louisiana"] = "LA",
        ["Maine"] = "ME",
        ["Maryland"] = "MD",
        ["Massachusetts"] = "MA",
        ["Michigan"] = "MI",
        ["Minnesota"] = "MN",
        ["Mississippi"] = "MS",
        ["Missouri"] = "MO",
        ["Montana"] = "MT",
        ["Nebraska"] = "NE",
        ["Nevada"] = "NV",
        ["New Hampshire"] = "NH",
        ["New Jersey"] = "NJ",
        ["New Mexico"] = "NM",
        ["New York"] = "NY",
        ["North Carolina"] = "NC",
        ["North Dakota"] = "ND",
        ["Ohio"] = "OH",
        ["Oklahoma"] = "OK",
        ["Oregon"] = "OR",
        ["Pennsylvania"] = "PA",
        ["Rhode Island"] = "RI",
        ["South Carolina"] = "SC",
        ["South Dakota"] = "SD",
        ["Tennessee"] = "TN",
        ["Texas"] = "TX",
        ["Utah"] = "UT",
        ["Vermont"] = "VT",
        ["Virginia"] = "VA",
        ["Washington"] = "WA",
        ["West Virginia"] = "WV",
        ["Wisconsin"] = "WI",
        ["Wyoming"] = "WY",
        ["American Samoa"] = "AS",
        ["Guam"] = "GU",
        ["Northern Mariana Islands"] = "MP",
        ["Puerto Rico"] = "PR",
        ["Virgin Islands"] = "VI",
        ["U.S. Virgin Islands"] = "VI",
        ["Micronesia"] = "FM",
        ["Marshall Islands"] = "MH",
        ["Palau"] = "PW",
        ["Washington DC"] = "DC",
        ["Armed Forces Americas"] = "AA",
        ["Armed Forces Europe"] = "AE",
        ["Armed Forces Pacific"] = "AP",
    }
        .SelectMany(pair => new[] { (Key: Fold(pair.Key), pair.Value), (Key: pair.Value, pair.Value) })
        .DistinctBy(pair => pair.Key)
        .ToFrozenDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    /// <summary>The code of a state given by code or name, in any case and with or without dots; null where there is no such state.</summary>
    public static string? CodeOf(string state) => Codes.GetValueOrDefault(Fold(state));

    private static string Fold(string text) => string.Concat(text.Where(char.IsLetter)).ToUpperInvariant();
}
