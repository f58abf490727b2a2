using System.Globalization;
using NodaTime;
using NodaTime.TimeZones;

namespace Crossdock.Adapters.Bergen;

/// <summary>The service's clock. It names moments by its local wall clock without an offset; which zone that is is a setting [?].</summary>
internal sealed class BergenTime(DateTimeZone zone)
{
    /// <summary>In the hour that is there twice, the later one; in the hour that is not there, the offset before it.</summary>
    private static readonly ZoneLocalMappingResolver Moments = Resolvers.CreateMappingResolver(
        Resolvers.ReturnLater,
        Resolvers.ReturnForwardShifted
    );

    /// <summary>How much earlier than asked is read, for clocks that differ and rows that are written late.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(1);

    /// <summary>Nothing in the service is older.</summary>
    private static readonly DateTimeOffset Oldest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] AnswerFormats =
    [
        "M/d/yyyy h:mm:ss tt",
        "M/d/yyyy h:mm tt",
        "M/d/yyyy H:mm:ss",
        "M/d/yyyy H:mm",
        "M/d/yyyy",
        "yyyy-MM-dd'T'HH:mm:ss",
        "yyyy-MM-dd",
    ];

    /// <summary>As the service takes a day: <c>MM/dd/yyyy</c>.</summary>
    public static string Day(DateOnly day) => day.ToString("MM/dd/yyyy", CultureInfo.InvariantCulture);

    /// <summary>A moment to read from, as the service takes it: <c>MM/dd/yyyy HH:mm:ss</c>.</summary>
    public string From(DateTimeOffset since) =>
        EarliestWallClock(WithOverlap(since)).ToString("MM/dd/yyyy HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The days to read, the first of them early enough for all that is new since then, the last one today.</summary>
    public IEnumerable<DateOnly> Days(DateTimeOffset since, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(WallClock(now));
        var first = DateOnly.FromDateTime(EarliestWallClock(WithOverlap(since)));
        for (var day = first < today ? first : today; day <= today; day = day.AddDays(1))
        {
            yield return day;
        }
    }

    /// <summary>A cart that knows only the day of an order gives midnight UTC: that day is meant, and not the evening before in New York.</summary>
    public DateOnly OrderDay(DateTimeOffset orderedAt) =>
        orderedAt.UtcDateTime.TimeOfDay == TimeSpan.Zero
            ? DateOnly.FromDateTime(orderedAt.UtcDateTime)
            : DateOnly.FromDateTime(WallClock(orderedAt));

    /// <summary>A date of an answer (<c>12/14/2011</c>, <c>5/23/2016 12:32:50 PM</c>) in UTC; null where it is none.</summary>
    public DateTimeOffset? Read(string? text) =>
        DateTime.TryParseExact(
            text,
            AnswerFormats,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AllowWhiteSpaces,
            out var local
        ) && local.Year is > 1900 and < 9999
            ? zone.ResolveLocal(LocalDateTime.FromDateTime(local), Moments).ToInstant().ToDateTimeOffset()
            : null;

    private static DateTimeOffset WithOverlap(DateTimeOffset since) => since < Oldest ? Oldest : since - Overlap;

    /// <summary>
    /// The wall clock at that moment; in the hour that is there twice, an hour less: else what is written when the clock shows the
    /// hour for the second time would look older than what is asked for.
    /// </summary>
    private DateTime EarliestWallClock(DateTimeOffset moment)
    {
        var local = WallClock(moment);
        var hour = zone.MapLocal(LocalDateTime.FromDateTime(local));
        return hour.Count < 2
            ? local
            : local - (hour.EarlyInterval.WallOffset - hour.LateInterval.WallOffset).ToTimeSpan();
    }

    private DateTime WallClock(DateTimeOffset moment) =>
        Instant.FromDateTimeOffset(moment).InZone(zone).ToDateTimeUnspecified();
}
