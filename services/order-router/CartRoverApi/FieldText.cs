using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Crossdock.OrderRouter.CartRoverApi;

/// <summary>Reads and writes values as the API's clients do: amounts and counts are texts, and times are UTC. Pure.</summary>
internal static partial class FieldText
{
    private const NumberStyles Decimals = NumberStyles.Number & ~NumberStyles.AllowTrailingSign;

    /// <summary>The value as a text, without surrounding blanks; null if it is empty, or no single value.</summary>
    public static string? Of(JsonElement value)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!.Replace("\0", "", StringComparison.Ordinal).Trim(),
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.True => "Y",
            JsonValueKind.False => "N",
            _ => "",
        };
        return text.Length == 0 ? null : text;
    }

    public static bool IsYes(string? text) =>
        text is not null && (text is "1" || text.StartsWith('Y') || text.StartsWith('y') || text is "true" or "True");

    /// <returns>Null if it is no number.</returns>
    public static decimal? Number(string? text) =>
        decimal.TryParse(text, Decimals | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>With as many decimals as the field has.</summary>
    public static string Amount(decimal amount, int decimals) =>
        decimal.Round(amount, decimals, MidpointRounding.AwayFromZero)
            .ToString($"F{decimals}", CultureInfo.InvariantCulture);

    /// <summary>Without needless decimals.</summary>
    public static string Count(decimal count) => count.ToString("0.####", CultureInfo.InvariantCulture);

    public static string? Moment(DateTimeOffset? moment) =>
        moment?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'+00:00'", CultureInfo.InvariantCulture);

    public static string Day(DateTimeOffset day) =>
        day.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>
    /// A day, with or without leading zeros, or a time; in an address a plus sign may have become a blank. The latter tells a day from its
    /// midnight.
    /// </summary>
    public static (DateTimeOffset At, bool IsDay)? Date(string text)
    {
        var written = LostPlus().Replace(text.Trim(), "+${zone}");
        if (DayOnly().Match(written) is { Success: true } day)
        {
            var (year, month, date) = (Part(day, "year"), Part(day, "month"), Part(day, "day"));
            return month is >= 1 and <= 12 && date >= 1 && date <= DateTime.DaysInMonth(year, month)
                ? (new DateTimeOffset(year, month, date, 0, 0, 0, TimeSpan.Zero), true)
                : null;
        }

        return DateTimeOffset.TryParse(
            written,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var moment
        )
            ? (moment, moment.TimeOfDay == TimeSpan.Zero && !written.Contains(':', StringComparison.Ordinal))
            : null;
    }

    private static int Part(Match match, string group) =>
        int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^(?<year>[12]\d{3})[-/](?<month>\d{1,2})[-/](?<day>\d{1,2})\z",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex DayOnly();

    [GeneratedRegex(@"(?<=:\d\d(\.\d+)?) (?<zone>\d\d:?\d\d)\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LostPlus();
}
