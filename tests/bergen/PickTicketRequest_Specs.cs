using System.Xml.Linq;
using Crossdock.Bergen.Tests.Support;
using Crossdock.Contracts;
using Crossdock.WmsAdapter.Bergen;
using FsCheck;
using FsCheck.Fluent;

namespace Crossdock.Bergen.Tests;

public class When_a_delivery_is_written_as_a_pick_ticket
{
    private static readonly BergenTime Time = new(
        TimeZoneInfo.FindSystemTimeZoneById("America/New_York")
    );

    private static readonly TicketSettings Settings = new() { Warehouse = "BERGEN LOGISTICS NJ" };

    [Fact]
    public void Should_have_the_namespaces_and_order_of_the_service()
    {
        XNamespace ticket = "http://rex11.com/swpublicapi/PickTicket.xsd";
        XNamespace details = "http://rex11.com/swpublicapi/PickTicketDetails.xsd";
        XNamespace order = "http://rex11.com/swpublicapi/CustomerOrder.xsd";
        object[] address =
        [
            new XElement(order + "FirstName", "Ada"),
            new XElement(order + "LastName", "Example"),
            new XElement(order + "Address1", "12 Sample Street"),
            new XElement(order + "Address2", "Apt 3"),
            new XElement(order + "City", "Springfield"),
            new XElement(order + "State", "NJ"),
            new XElement(order + "Zip", "07000"),
            new XElement(order + "Country", "USA"),
            new XElement(order + "Phone", "201-555-0100"),
            new XElement(order + "Email", "ada@example.com"),
        ];
        var expected = new XElement(
            ticket + "PickTicket",
            new XElement(ticket + "PickTicketNumber", "X1042"),
            new XElement(ticket + "WareHouse", "BERGEN LOGISTICS NJ"),
            new XElement(ticket + "OrderDate", "11/20/2026"),
            new XElement(ticket + "StartDate", "11/20/2026"),
            new XElement(ticket + "PaymentTerms", "NET"),
            new XElement(ticket + "ShipVia", "UPS"),
            new XElement(ticket + "BillingOption", "PREPAID"),
            new XElement(ticket + "ShipService", "UPS GROUND - Commercial"),
            new XElement(ticket + "SpecialInstructions", "Ring twice & wait"),
            new XElement(ticket + "CustomerPONumber", "#1042"),
            new XElement(ticket + "OrderNumber", "X1042"),
            new XElement(ticket + "BillToAddress", address),
            new XElement(ticket + "ShipToAddress", address),
            new XElement(
                ticket + "LineItem",
                new XElement(details + "UPC", "012345678905"),
                new XElement(details + "UnitPrice", "12.50"),
                new XElement(details + "Quantity", "2")
            )
        );

        Assert.Equal(
            expected.ToString(),
            Write(Samples.Delivery with { Instructions = "Ring twice\r\n& wait" }).ToString()
        );
    }

    [Fact]
    public void Should_go_in_an_envelope_that_begins_as_the_service_expects() =>
        Assert.StartsWith(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?><soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body><PickTicketAdd xmlns=\"http://rex11.com/webmethods/\"><AuthenticationString>t</AuthenticationString><PickTicket xmlns=\"http://rex11.com/swpublicapi/PickTicket.xsd\"><PickTicketNumber>X1042</PickTicketNumber>",
            System.Text.Encoding.UTF8.GetString(
                SoapEnvelope.Write(
                    "PickTicketAdd",
                    [SoapEnvelope.Argument("AuthenticationString", "t"), Write(Samples.Delivery)]
                )
            ),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("New York", "NY")]
    [InlineData("new york", "NY")]
    [InlineData("N.Y.", "NY")]
    [InlineData(" ny ", "NY")]
    [InlineData("District of Columbia", "DC")]
    [InlineData("AE", "AE")]
    public void Should_give_a_state_by_its_code(string state, string code) =>
        Assert.Equal(code, ShipTo(Samples.Address with { State = state }, "State"));

    [Theory]
    [InlineData("US", null)]
    [InlineData("US", "Vereinigte Staaten")]
    [InlineData(null, "United States")]
    [InlineData(null, "United States of America")]
    [InlineData(null, "usa")]
    [InlineData(null, "U.S.A.")]
    public void Should_call_the_United_States_USA(string? code, string? name) =>
        Assert.Equal(
            "USA",
            ShipTo(Samples.Address with { CountryCode = code, Country = name }, "Country")
        );

    [Fact]
    public void Should_give_a_region_abroad_as_such()
    {
        var abroad = Samples.Address with
        {
            CountryCode = "CA",
            Country = null,
            State = "Ontario",
            PostalCode = "K1A 0A1",
        };

        Assert.Null(ShipTo(abroad, "State"));
        Assert.Equal("Ontario", ShipTo(abroad, "Non_US_Region"));
        Assert.Equal("Canada", ShipTo(abroad, "Country"));
        Assert.Equal("Kanada", ShipTo(abroad with { Country = "Kanada" }, "Country"));
    }

    [Fact]
    public void Should_need_neither_region_nor_postal_code_abroad()
    {
        var abroad = Samples.Address with
        {
            CountryCode = "HK",
            Country = "Hong Kong",
            State = null,
            PostalCode = null,
        };

        Assert.Null(ShipTo(abroad, "Non_US_Region"));
        Assert.Null(ShipTo(abroad, "Zip"));
    }

    [Fact]
    public void Should_take_a_company_for_an_addressee()
    {
        var company = Samples.Address with
        {
            FirstName = null,
            LastName = " ",
            Company = "Example & Daughters",
        };

        Assert.Null(ShipTo(company, "FirstName"));
        Assert.Null(ShipTo(company, "LastName"));
        Assert.Equal("Example & Daughters", ShipTo(company, "CompanyName"));
    }

    [Fact]
    public void Should_go_on_in_the_second_line_where_the_first_is_too_long()
    {
        var settings = Settings with { Limits = new() { Address = 20 } };
        var address = Samples.Address with { Line1 = "1200 Extraordinary Boulevard", Line2 = "3B" };

        Assert.Equal("1200 Extraordinary", ShipTo(address, "Address1", settings));
        Assert.Equal("Boulevard, 3B", ShipTo(address, "Address2", settings));
    }

    [Fact]
    public void Should_refuse_an_address_that_does_not_fit_into_two_lines()
    {
        var settings = Settings with { Limits = new() { Address = 20 } };
        var delivery = Samples.Delivery with
        {
            ShipTo = Samples.Address with
            {
                Line1 = "1200 Extraordinary Boulevard",
                Line2 = "Building 17, third floor",
            },
        };

        var (ticket, reason) = PickTicketRequest.Write(delivery, settings, Time);

        Assert.Null(ticket);
        Assert.Contains("second line of the ship-to address has 35 characters", reason);
        Assert.Contains("Bergen takes 20", reason);
    }

    [Fact]
    public void Should_move_the_second_line_up_where_the_first_is_empty()
    {
        var address = Samples.Address with { Line1 = null, Line2 = "12 Sample Street" };

        Assert.Equal("12 Sample Street", ShipTo(address, "Address1"));
        Assert.Null(ShipTo(address, "Address2"));
    }

    [Fact]
    public void Should_let_the_ship_to_address_stand_in_for_half_a_bill_to_address()
    {
        var delivery = Samples.Delivery with { BillTo = new() { FirstName = "Ada" } };

        Assert.Equal("12 Sample Street", Field(Write(delivery), "BillToAddress", "Address1"));
    }

    [Fact]
    public void Should_keep_a_whole_bill_to_address()
    {
        var delivery = Samples.Delivery with { BillTo = Samples.Address with { Line1 = "9 Rim" } };

        Assert.Equal("9 Rim", Field(Write(delivery), "BillToAddress", "Address1"));
        Assert.Equal("12 Sample Street", Field(Write(delivery), "ShipToAddress", "Address1"));
    }

    [Theory]
    [InlineData("nj3b", "BERGEN LOGISTICS NJ3B")]
    [InlineData("Bergen Logistics WEST", "BERGEN LOGISTICS WEST")]
    public void Should_go_to_the_building_of_the_delivery(string asked, string sent) =>
        Assert.Equal(sent, Field(Write(Samples.Delivery with { Warehouse = asked }), "WareHouse"));

    [Fact]
    public void Should_mean_the_day_of_a_cart_that_knows_no_time()
    {
        var delivery = Samples.Delivery with
        {
            OrderedAt = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero),
        };

        Assert.Equal("11/20/2026", Field(Write(delivery), "OrderDate"));
        Assert.Equal(
            "11/19/2026",
            Field(
                Write(delivery with { OrderedAt = delivery.OrderedAt.AddSeconds(1) }),
                "OrderDate"
            )
        );
    }

    public static TheoryData<string, Func<DeliverOrder, DeliverOrder>, string> Refusals =>
        new()
        {
            { "no state", To(a => a with { State = null }), "is in the USA and has no state" },
            { "odd state", To(a => a with { State = "Elbonia" }), "\"Elbonia\"" },
            {
                "no ZIP",
                To(a => a with { PostalCode = "" }),
                "ZIP code of the ship-to address is missing"
            },
            { "no city", To(a => a with { City = " " }), "city of the ship-to address is missing" },
            {
                "no street",
                To(a => a with { Line1 = null, Line2 = null }),
                "street of the ship-to address is missing"
            },
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
            {
                "fraction",
                d => d with { Items = [d.Items[0] with { Quantity = 1.5m }] },
                "quantity 1.5"
            },
            {
                "nothing of it",
                d => d with { Items = [d.Items[0] with { Quantity = 0 }] },
                "quantity 0"
            },
            {
                "no code",
                d => d with { Items = [d.Items[0] with { ItemCode = " " }] },
                "code of item 1 is missing"
            },
            {
                "broken code",
                d => d with { Items = [d.Items[0] with { ItemCode = "1\u00002" }] },
                "code of item 1 holds characters"
            },
            { "no carrier", d => d with { Carrier = "" }, "carrier is missing" },
            {
                "building",
                d => d with { Warehouse = "Mars" },
                "no building \"Mars\"; it has BERGEN LOGISTICS NJ, "
            },
        };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Should_say_what_keeps_it_from_being_sent(
        string what,
        Func<DeliverOrder, DeliverOrder> change,
        string words
    )
    {
        var (ticket, reason) = PickTicketRequest.Write(change(Samples.Delivery), Settings, Time);

        Assert.True(ticket is null, what);
        Assert.Contains(words, reason);
    }

    [Fact]
    public void Should_say_all_that_is_wrong_at_once()
    {
        var delivery = Samples.Delivery with
        {
            ShipTo = Samples.Address with { State = null, City = null },
            Items = [],
        };

        var (_, reason) = PickTicketRequest.Write(delivery, Settings, Time);

        Assert.Contains("no state", reason);
        Assert.Contains("city", reason);
        Assert.Contains("no items", reason);
    }

    [Fact]
    public void Should_survive_any_text_in_any_field() =>
        Prop.ForAll<string, string, string>(
                (name, street, note) =>
                {
                    var delivery = Samples.Delivery with
                    {
                        ShipTo = Samples.Address with { Company = name, Line1 = street },
                        Instructions = note,
                    };
                    var wide = Settings with
                    {
                        Limits = new()
                        {
                            Name = 9999,
                            Address = 9999,
                            Instructions = 9999,
                        },
                    };
                    var (ticket, reason) = PickTicketRequest.Write(delivery, wide, Time);
                    if (ticket is null)
                    {
                        return reason is { Length: > 0 };
                    }

                    var bytes = SoapEnvelope.Write("PickTicketAdd", [ticket]);
                    using var stream = new MemoryStream(bytes);
                    var read = XElement.Load(stream);
                    return read.Descendants().Last(e => e.Name.LocalName == "LastName").Value
                            == "Example"
                        && (
                            read.Descendants()
                                .FirstOrDefault(e => e.Name.LocalName == "SpecialInstructions")
                                ?.Value
                            ?? ""
                        ) == FieldText.Clean(note);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Should_clean_text_once_and_for_all_and_lose_no_visible_character() =>
        Prop.ForAll<string>(text =>
            {
                var clean = FieldText.Clean(text);
                return FieldText.FitsXml(clean)
                    && FieldText.Clean(clean) == clean
                    && Letters(clean) == Letters(text ?? "");
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Should_write_every_whole_quantity_as_a_whole_number() =>
        Prop.ForAll(
                Gen.Choose(1, 1_000_000).ToArbitrary(),
                quantity =>
                    Field(
                        Write(
                            Samples.Delivery with
                            {
                                Items =
                                [
                                    Samples.Delivery.Items[0] with
                                    {
                                        Quantity = quantity * 1.000m,
                                    },
                                ],
                            }
                        ),
                        "LineItem",
                        "Quantity"
                    ) == quantity.ToString(System.Globalization.CultureInfo.InvariantCulture)
            )
            .QuickCheckThrowOnFailure();

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit));

    private static Func<DeliverOrder, DeliverOrder> To(Func<Address, Address> change) =>
        delivery => delivery with { ShipTo = change(delivery.ShipTo) };

    private static XElement Write(DeliverOrder delivery)
    {
        var (ticket, reason) = PickTicketRequest.Write(delivery, Settings, Time);
        Assert.True(ticket is not null, reason);
        return ticket;
    }

    private static string? ShipTo(Address address, string field, TicketSettings? settings = null)
    {
        var (ticket, reason) = PickTicketRequest.Write(
            Samples.Delivery with
            {
                ShipTo = address,
            },
            settings ?? Settings,
            Time
        );
        Assert.True(ticket is not null, reason);
        return Field(ticket, "ShipToAddress", field);
    }

    private static string? Field(XElement element, params string[] path) =>
        path.Aggregate((XElement?)element, (at, name) => at?.Child(name))?.Value;
}
