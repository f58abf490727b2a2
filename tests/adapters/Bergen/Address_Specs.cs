using Crossdock.Bergen.Tests.Support;

namespace Crossdock.Bergen.Tests;

public class When_an_address_is_written
{
    [Theory]
    [InlineData("New York", "NY")]
    [InlineData("new york", "NY")]
    [InlineData("N.Y.", "NY")]
    [InlineData(" ny ", "NY")]
    [InlineData("District of Columbia", "DC")]
    [InlineData("AE", "AE")]
    public void Should_give_a_state_by_its_code(string state, string code) =>
        Assert.Equal(code, Tickets.ShipTo(Samples.Address with { State = state }, "State"));

    [Theory]
    [InlineData("US", null)]
    [InlineData("US", "Vereinigte Staaten")]
    [InlineData(null, "United States")]
    [InlineData(null, "United States of America")]
    [InlineData(null, "usa")]
    [InlineData(null, "U.S.A.")]
    public void Should_call_the_United_States_USA(string? code, string? name) =>
        Assert.Equal("USA", Tickets.ShipTo(Samples.Address with { CountryCode = code, Country = name }, "Country"));

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

        Assert.Null(Tickets.ShipTo(abroad, "State"));
        Assert.Equal("Ontario", Tickets.ShipTo(abroad, "Non_US_Region"));
        Assert.Equal("Canada", Tickets.ShipTo(abroad, "Country"));
    }

    [Theory]
    [InlineData("GB", "England", "United Kingdom")]
    [InlineData("NL", "Nederland", "Netherlands")]
    [InlineData("JP", "日本", "Japan")]
    [InlineData("jp", "日本", "Japan")]
    [InlineData("CA", "Kanada", "Canada")]
    [InlineData("UK", "Great Britain", "United Kingdom")]
    [InlineData("CI", "Côte d'Ivoire", "Ivory Coast")]
    [InlineData("QQ", "Atlantis", "Atlantis")]
    [InlineData("QQ", null, "QQ")]
    [InlineData(null, "England", "England")]
    [InlineData(null, "de", "Germany")]
    public void Should_give_the_name_that_belongs_to_the_code(string? code, string? typed, string name) =>
        Assert.Equal(
            name,
            Tickets.ShipTo(Samples.Address with { CountryCode = code, Country = typed, State = null }, "Country")
        );

    [Fact]
    public void Should_not_mind_what_was_typed_beside_a_code()
    {
        var typed = new string('x', 200);

        Assert.Equal(
            "Japan",
            Tickets.ShipTo(Samples.Address with { CountryCode = "JP", Country = typed, State = null }, "Country")
        );
    }

    [Theory]
    [InlineData("SG", null, "Singapore")]
    [InlineData("SG", "シンガポール", "Singapore")]
    [InlineData(null, "singapore", "singapore")]
    [InlineData("MC", null, "Monaco")]
    [InlineData("GI", null, "Gibraltar")]
    [InlineData("VA", "Holy See", "Vatican City")]
    [InlineData("HK", null, "Hong Kong")]
    [InlineData("MO", "Macau", "Macao")]
    [InlineData(null, "Macau", "Macau")]
    public void Should_need_no_city_where_the_country_is_one(string? code, string? typed, string city)
    {
        var address = Samples.Address with { CountryCode = code, Country = typed, State = null, City = " \ud83d" };

        Assert.Equal(city, Tickets.ShipTo(address, "City"));
        Assert.Equal("Marina Bay", Tickets.ShipTo(address with { City = "Marina Bay" }, "City"));
    }

    [Theory]
    [InlineData("US")]
    [InlineData("LU")]
    [InlineData(null)]
    public void Should_need_a_city_elsewhere(string? code)
    {
        var address = Samples.Address with { CountryCode = code, Country = "Luxembourg", City = null };

        var (ticket, reason) = Tickets.Try(Samples.Delivery with { ShipTo = address });

        Assert.Null(ticket);
        Assert.Contains("city of the ship-to address is missing", reason);
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

        Assert.Null(Tickets.ShipTo(abroad, "Non_US_Region"));
        Assert.Null(Tickets.ShipTo(abroad, "Zip"));
    }

    [Fact]
    public void Should_take_a_company_for_an_addressee()
    {
        var company = Samples.Address with { FirstName = null, LastName = " ", Company = "Example & Daughters" };

        Assert.Null(Tickets.ShipTo(company, "FirstName"));
        Assert.Null(Tickets.ShipTo(company, "LastName"));
        Assert.Equal("Example & Daughters", Tickets.ShipTo(company, "CompanyName"));
    }

    [Fact]
    public void Should_go_on_in_the_second_line_where_the_first_is_too_long()
    {
        var settings = Tickets.Settings with { Limits = new() { Address = 20 } };
        var address = Samples.Address with { Line1 = "1200 Extraordinary Boulevard", Line2 = "3B" };

        Assert.Equal("1200 Extraordinary", Tickets.ShipTo(address, "Address1", settings));
        Assert.Equal("Boulevard, 3B", Tickets.ShipTo(address, "Address2", settings));
    }

    [Fact]
    public void Should_refuse_an_address_that_does_not_fit_into_two_lines()
    {
        var settings = Tickets.Settings with { Limits = new() { Address = 20 } };
        var delivery = Samples.Delivery with
        {
            ShipTo = Samples.Address with
            {
                Line1 = "1200 Extraordinary Boulevard",
                Line2 = "Building 17, third floor",
            },
        };

        var (ticket, reason) = Tickets.Try(delivery, settings);

        Assert.Null(ticket);
        Assert.Contains("second line of the ship-to address has 35 characters", reason);
        Assert.Contains("Bergen takes 20", reason);
    }

    [Fact]
    public void Should_move_the_second_line_up_where_the_first_is_empty()
    {
        var address = Samples.Address with { Line1 = null, Line2 = "12 Sample Street" };

        Assert.Equal("12 Sample Street", Tickets.ShipTo(address, "Address1"));
        Assert.Null(Tickets.ShipTo(address, "Address2"));
    }

    [Fact]
    public void Should_let_the_ship_to_address_stand_in_for_half_a_bill_to_address()
    {
        var delivery = Samples.Delivery with { BillTo = new() { FirstName = "Ada" } };

        Assert.Equal("12 Sample Street", Tickets.Field(Tickets.Write(delivery), "BillToAddress", "Address1"));
    }

    [Fact]
    public void Should_keep_a_whole_bill_to_address()
    {
        var delivery = Samples.Delivery with { BillTo = Samples.Address with { Line1 = "9 Rim" } };

        Assert.Equal("9 Rim", Tickets.Field(Tickets.Write(delivery), "BillToAddress", "Address1"));
        Assert.Equal("12 Sample Street", Tickets.Field(Tickets.Write(delivery), "ShipToAddress", "Address1"));
    }
}
