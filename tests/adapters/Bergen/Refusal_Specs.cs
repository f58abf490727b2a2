using Crossdock.Bergen.Tests.Support;
using Crossdock.Contracts;

namespace Crossdock.Bergen.Tests;

public class When_a_delivery_cannot_be_sent
{
    public static TheoryData<string, Func<DeliverOrder, DeliverOrder>, string> Refusals =>
        new()
        {
            { "no state", To(a => a with { State = null }), "is in the USA and has no state" },
            { "odd state", To(a => a with { State = "Elbonia" }), "\"Elbonia\"" },
            { "no ZIP", To(a => a with { PostalCode = "" }), "ZIP code of the ship-to address is missing" },
            { "no city", To(a => a with { City = " " }), "city of the ship-to address is missing" },
            { "no street", To(a => a with { Line1 = null, Line2 = null }), "street of the ship-to address is missing" },
            {
                "no country",
                To(a => a with { Country = null, CountryCode = null }),
                "country of the ship-to address is missing"
            },
            {
                "nobody",
                To(a => a with { FirstName = null, LastName = null }),
                "name of the ship-to address is missing"
            },
            {
                "long name",
                To(a => a with { FirstName = new('x', 101) }),
                "first name of the ship-to address has 101 characters"
            },
            { "no items", d => d with { Items = [] }, "no items" },
            { "fraction", d => d with { Items = [d.Items[0] with { Quantity = 1.5m }] }, "quantity 1.5" },
            { "nothing of it", d => d with { Items = [d.Items[0] with { Quantity = 0 }] }, "quantity 0" },
            { "no code", d => d with { Items = [d.Items[0] with { ItemCode = " " }] }, "code of item 1 is missing" },
            {
                "broken code",
                d => d with { Items = [d.Items[0] with { ItemCode = "1\u00002" }] },
                "code of item 1 holds characters"
            },
            { "no carrier", d => d with { Carrier = "" }, "carrier is missing" },
            { "building", d => d with { Warehouse = "Mars" }, "no building \"Mars\"; it has BERGEN LOGISTICS NJ, " },
        };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Should_say_what_keeps_it_from_being_sent(
        string what,
        Func<DeliverOrder, DeliverOrder> change,
        string words
    )
    {
        var (ticket, reason) = Tickets.Try(change(Samples.Delivery));

        Assert.True(ticket is null, what);
        Assert.Contains(words, reason);
    }

    [Fact]
    public void Should_report_everything_that_is_wrong_at_once()
    {
        var delivery = Samples.Delivery with
        {
            ShipTo = Samples.Address with { State = null, City = null },
            Items = [],
        };

        var (_, reason) = Tickets.Try(delivery);

        Assert.Contains("no state", reason);
        Assert.Contains("city", reason);
        Assert.Contains("no items", reason);
    }

    private static Func<DeliverOrder, DeliverOrder> To(Func<Address, Address> change) =>
        delivery => delivery with { ShipTo = change(delivery.ShipTo) };
}
