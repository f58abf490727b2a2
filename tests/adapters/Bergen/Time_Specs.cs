using Crossdock.Adapters.Bergen;
using FsCheck;
using FsCheck.Fluent;

namespace Crossdock.Bergen.Tests;

public class When_the_service_names_moments
{
    /// <summary>As the system knows it, to compare with.</summary>
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    private static readonly BergenTime Time = new(NodaTime.DateTimeZoneProviders.Tzdb["America/New_York"]);

    [Theory]
    [InlineData("12/14/2011", "2011-12-14T05:00:00Z")]
    [InlineData("5/23/2016 12:32:50 PM", "2016-05-23T16:32:50Z")]
    [InlineData("5/23/2016 12:32:50 AM", "2016-05-23T04:32:50Z")]
    [InlineData("05/23/2016 14:32", "2016-05-23T18:32:00Z")]
    public void Should_read_its_dates(string text, string utc) =>
        Assert.Equal(DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture), Time.Read(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1/1/1900")]
    [InlineData("1/1/0001 12:00:00 AM")]
    [InlineData("soon")]
    public void Should_read_no_date_where_there_is_none(string? text) => Assert.Null(Time.Read(text));

    /// <summary>2:30 is not there when the clock goes forward, and 1:30 is there twice when it goes back.</summary>
    [Theory]
    [InlineData("3/8/2026 2:30:00 AM", "2026-03-08T07:30:00Z")]
    [InlineData("11/1/2026 1:30:00 AM", "2026-11-01T06:30:00Z")]
    public void Should_read_its_dates_when_the_clock_changes(string text, string utc) =>
        Should_read_its_dates(text, utc);

    /// <summary>
    /// The service compares wall clocks: what is written later, or up to an hour before (the overlap), must never look older than
    /// what is asked for.
    /// </summary>
    [Fact]
    public void Should_ask_from_early_enough_at_any_moment_of_the_year() =>
        Prop.ForAll(
                Gen.Choose(0, 366 * 24 * 60).Two().ToArbitrary(),
                minutes =>
                {
                    var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
                    var since = start.AddMinutes(Math.Min(minutes.Item1, minutes.Item2));
                    var later = start.AddMinutes(Math.Max(minutes.Item1, minutes.Item2));
                    return IsCovered(since, later);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Should_ask_from_early_enough_when_the_clock_goes_back()
    {
        // 1 November 2026, 06:00 UTC: the clock goes from 02:00 back to 01:00.
        var change = new DateTimeOffset(2026, 11, 1, 6, 0, 0, TimeSpan.Zero);
        for (var before = -180; before <= 180; before++)
        {
            for (var after = before; after <= 180; after += 7)
            {
                Assert.True(IsCovered(change.AddMinutes(before), change.AddMinutes(after)));
            }
        }
    }

    [Fact]
    public void Should_read_every_day_up_to_today()
    {
        var now = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

        Assert.Equal(
            ["11/20/2026", "11/21/2026", "11/22/2026"],
            Time.Days(now.AddDays(-2), now).Select(BergenTime.Day)
        );
        Assert.Equal(["11/22/2026"], Time.Days(now.AddDays(5), now).Select(BergenTime.Day));
        // Half past midnight in New York, less the overlap, is yesterday.
        Assert.Equal(["11/21/2026", "11/22/2026"], Time.Days(now.AddHours(-6.5), now).Select(BergenTime.Day));
    }

    private static bool IsCovered(DateTimeOffset since, DateTimeOffset later)
    {
        var asked = DateTime.ParseExact(
            Time.From(since.AddHours(1)),
            "MM/dd/yyyy HH:mm:ss",
            System.Globalization.CultureInfo.InvariantCulture
        );
        var written = TimeZoneInfo.ConvertTime(later, NewYork).DateTime;
        return asked <= written
            && Time.Days(since.AddHours(1), later.AddDays(1)).First() <= DateOnly.FromDateTime(written);
    }
}
