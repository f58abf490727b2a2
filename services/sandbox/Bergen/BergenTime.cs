using System.Globalization;
using NodaTime;
using NodaTime.TimeZones;

namespace Crossdock.Sandbox.Bergen;

/// <summary>Dates as the warehouse reads and writes them: local to its time zone.</summary>
internal sealed class BergenTime(DateTimeZone zone)
{
    /// <summary>In the hour that comes twice in autumn the earlier one is meant; in the one that is skipped in spring, the offset before it.</summary>
    private static readonly ZoneLocalMappingResolver Moments = Resolvers.CreateMappingResolver(
        Resolvers.ReturnEarlier,
        Resolvers.ReturnForwardShifted
    );

    private static readonly string[] Days = ["M/d/yyyy"];
    private static readonly string[] Minutes = ["M/d/yyyy H:mm", "M/d/yyyy h:mm tt"];

    // The last is how the service itself writes a time: who sends it back is understood.
    private static readonly string[] Seconds = ["M/d/yyyy H:mm:ss", "M/d/yyyy h:mm:ss tt"];

    public string Day(DateTimeOffset time) => Local(time).ToString("MM/dd/yyyy", CultureInfo.InvariantCulture);

    public string DayAndSecond(DateTimeOffset time) =>
        Local(time).ToString("MM/dd/yyyy HH:mm:ss", CultureInfo.InvariantCulture);

    public string Second(DateTimeOffset time) =>
        Local(time).ToString("M/d/yyyy h:mm:ss tt", CultureInfo.InvariantCulture);

    /// <summary>The first instant a text names, or null when it cannot be read.</summary>
    public DateTimeOffset? From(string text) => Parse(text, Days, Minutes, Seconds) is { } local ? Utc(local) : null;

    /// <summary>The end of what a text names (the day, the minute or the second), exclusive.</summary>
    public DateTimeOffset? Until(string text)
    {
        if (Parse(text, Days) is { } day)
        {
            return Utc(day.AddDays(1));
        }
        return Parse(text, Minutes) is { } minute ? Utc(minute).AddMinutes(1)
            : Parse(text, Seconds) is { } second ? Utc(second).AddSeconds(1)
            : null;
    }

    private DateTimeOffset Utc(DateTime local) =>
        zone.ResolveLocal(LocalDateTime.FromDateTime(local), Moments).ToInstant().ToDateTimeOffset();

    private DateTime Local(DateTimeOffset time) =>
        Instant.FromDateTimeOffset(time).InZone(zone).ToDateTimeUnspecified();

    private static DateTime? Parse(string text, params string[][] formats) =>
        DateTime.TryParseExact(
            text.Trim(),
            [.. formats.SelectMany(some => some)],
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var local
        )
            ? local
            : null;
}
