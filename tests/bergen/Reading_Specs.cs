using Crossdock.WmsAdapter;
using Crossdock.WmsAdapter.Bergen;
using FsCheck;
using FsCheck.Fluent;

namespace Crossdock.Bergen.Tests;

public class When_the_service_says_how_a_ticket_stands
{
    /// <summary>As the WSDL lists them.</summary>
    private const string AllStatuses =
        "Approved - Partially Shipped|Shipped Via Truck|Pending Shipping|Packed - Pending Invoice|Cross-docked|Payment Done|Pending UPS Processing|World Ship|UPS Label Done|UPS Upload Done|Packing in Progress|UPS Upload Failed|UPS Upload Done With Warning|QA Failed - Too Many Items|QA Failed - Missing Items|QA in Progress|QA Pass-Incorrect Items-Pending Packing|QA Pass-Too Many Items-Pending Packing|QA Pass-Missing Items-Pending Packing|Cancelled|Short PT - Pending Picker Check|CSR - No Stock|New - Pending Printing|Printed - Pending Picking|Picking in Process|Picked - Pending QA Check|QA Pass - Pending Packing|QA Failed - Incorrect Items|Packed - Pending Shipping|Shipped Complete|CSR - Pending CSR Check|CSR hold- per customer request|World Ship - Import|Billing Info Received|Package in Transit|Package Returned|Partial Delivery|Delivered|Pending UPS Upload|Warehouse Transfer Done";

    [Fact]
    public void Should_know_all_forty_and_no_other()
    {
        var all = AllStatuses.Split('|');

        Assert.Equal(40, all.Length);
        Assert.Equal(
            all.Order(StringComparer.Ordinal),
            TicketStatuses.Kinds.Keys.Order(StringComparer.Ordinal)
        );
        Assert.All(all, status => Assert.NotNull(TicketStatuses.KindOf(status)));
        Assert.Null(TicketStatuses.KindOf("Lost at sea"));
    }

    [Theory]
    [InlineData("shipped complete", ProgressKind.Shipped)]
    [InlineData("CSR Hold - Per Customer Request", ProgressKind.Held)]
    [InlineData("Cancelled", ProgressKind.Canceled)]
    [InlineData("Approved - Partially Shipped", ProgressKind.PartlyShipped)]
    [InlineData("Package Returned", ProgressKind.Returned)]
    [InlineData("Picking in Process", ProgressKind.Moving)]
    public void Should_know_what_it_means(string status, ProgressKind kind) =>
        Assert.Equal(kind, TicketStatuses.KindOf(status));
}

public class When_the_service_names_moments
{
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById(
        "America/New_York"
    );

    private static readonly BergenTime Time = new(NewYork);

    [Theory]
    [InlineData("12/14/2011", "2011-12-14T05:00:00Z")]
    [InlineData("5/23/2016 12:32:50 PM", "2016-05-23T16:32:50Z")]
    [InlineData("5/23/2016 12:32:50 AM", "2016-05-23T04:32:50Z")]
    [InlineData("05/23/2016 14:32", "2016-05-23T18:32:00Z")]
    public void Should_read_its_dates(string text, string utc) =>
        Assert.Equal(
            DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture),
            Time.Read(text)
        );

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1/1/1900")]
    [InlineData("1/1/0001 12:00:00 AM")]
    [InlineData("soon")]
    public void Should_read_no_date_where_there_is_none(string? text) =>
        Assert.Null(Time.Read(text));

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
        Assert.Equal(
            ["11/21/2026", "11/22/2026"],
            Time.Days(now.AddHours(-6.5), now).Select(BergenTime.Day)
        );
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
            && Time.Days(since.AddHours(1), later.AddDays(1)).First()
                <= DateOnly.FromDateTime(written);
    }
}

public class When_the_service_complains
{
    [Fact]
    public void Should_say_it_in_a_sentence_that_can_be_acted_on()
    {
        var words = NotificationSentences.Of([
            new(10, "StateError", "State for ShipToAddress is required for USA"),
            new(56, "ShipViaError", "PickTicket/ShipVia is not valid"),
            new(56, "ShipViaError", "PickTicket/ShipVia is not valid"),
        ]);

        Assert.Equal(
            "Bergen says: State for ShipToAddress is required for USA (code 10). Add the state to the ship-to address and send it again. "
                + "Bergen says: PickTicket/ShipVia is not valid (code 56). Map the order's ship method to a carrier (ShipVia) that Bergen knows.",
            words
        );
    }

    [Fact]
    public void Should_name_the_item_that_it_counts() =>
        Assert.Contains(
            "UPC[item 2] is not valid (item code B)",
            NotificationSentences.Of([new(99, "UpcError", "UPC[item 2] is not valid")], ["A", "B"])
        );

    [Fact]
    public void Should_bound_what_it_says() =>
        Assert.InRange(
            NotificationSentences.Of([new(1, "Error", new('x', 100_000))]).Length,
            1,
            500
        );

    [Theory]
    [InlineData("AuthenticationError", "Authentication failed", true)]
    [InlineData("Error", "Invalid authentication string", true)]
    [InlineData("Error", "Token expired", true)]
    [InlineData("Error", "PickTicket/AuthorizationNumber is not valid", false)]
    public void Should_know_a_stale_token(string severity, string message, bool isStale) =>
        Assert.Equal(isStale, new Notification(1, severity, message).IsAuthentication);

    [Theory]
    [InlineData(45, "PickTicketError", "PickTicket does not exist", true)]
    [InlineData(83, "BarCodeError", "BarCode doesn't exist", true)]
    [InlineData(45, "PickTicketError", "PickTicket can not be cancelled", false)]
    [InlineData(9, "UpcCodeError", "UPC 012345678905 does not exist", false)]
    [InlineData(9, "Error", "User does not exist", false)]
    [InlineData(56, "ShipViaError", "PickTicket/ShipVia is not valid", false)]
    public void Should_know_that_a_ticket_is_not_there(
        int code,
        string severity,
        string message,
        bool isNotThere
    ) => Assert.Equal(isNotThere, new Notification(code, severity, message).SaysNotThere);
}
