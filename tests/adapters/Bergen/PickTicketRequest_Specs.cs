using System.Xml.Linq;
using Crossdock.Adapters.Bergen;
using Crossdock.Bergen.Tests.Support;

namespace Crossdock.Bergen.Tests;

public class When_a_delivery_is_written_as_a_pick_ticket
{
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
            Tickets.Write(Samples.Delivery with { Instructions = "Ring twice\r\n& wait" }).ToString()
        );
    }

    [Fact]
    public void Should_go_in_an_envelope_that_begins_as_the_service_expects() =>
        Assert.StartsWith(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?><soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body><PickTicketAdd xmlns=\"http://rex11.com/webmethods/\"><AuthenticationString>t</AuthenticationString><PickTicket xmlns=\"http://rex11.com/swpublicapi/PickTicket.xsd\"><PickTicketNumber>X1042</PickTicketNumber>",
            System.Text.Encoding.UTF8.GetString(
                SoapEnvelope.Write(
                    "PickTicketAdd",
                    [SoapEnvelope.Argument("AuthenticationString", "t"), Tickets.Write(Samples.Delivery)]
                )
            ),
            StringComparison.Ordinal
        );

    [Fact]
    public void Should_say_from_when_and_until_when_it_may_leave()
    {
        var dated = Samples.Delivery with
        {
            StartDate = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero),
            CancelDate = new(2026, 12, 24, 0, 0, 0, TimeSpan.Zero),
            HoldUntil = new(2026, 11, 28, 0, 0, 0, TimeSpan.Zero),
        };

        var ticket = Tickets.Write(dated);

        Assert.Equal("11/20/2026", Tickets.Field(ticket, "OrderDate"));
        Assert.Equal("12/01/2026", Tickets.Field(ticket, "StartDate"));
        Assert.Equal("12/24/2026", Tickets.Field(ticket, "CancelDate"));
        Assert.Equal(
            ["OrderDate", "StartDate", "CancelDate", "PaymentTerms"],
            ticket.Elements().Select(field => field.Name.LocalName).Skip(2).Take(4)
        );
    }

    [Fact]
    public void Should_leave_from_the_day_of_the_order_on_where_it_names_no_day()
    {
        var ticket = Tickets.Write(Samples.Delivery);

        Assert.Equal("11/20/2026", Tickets.Field(ticket, "StartDate"));
        Assert.Null(Tickets.Field(ticket, "CancelDate"));
    }

    [Theory]
    [InlineData("nj3b", "BERGEN LOGISTICS NJ3B")]
    [InlineData("Bergen Logistics WEST", "BERGEN LOGISTICS WEST")]
    public void Should_go_to_the_building_of_the_delivery(string asked, string sent) =>
        Assert.Equal(sent, Tickets.Field(Tickets.Write(Samples.Delivery with { Warehouse = asked }), "WareHouse"));

    [Fact]
    public void Should_mean_the_day_of_a_cart_that_knows_no_time()
    {
        var delivery = Samples.Delivery with { OrderedAt = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero) };

        Assert.Equal("11/20/2026", Tickets.Field(Tickets.Write(delivery), "OrderDate"));
        Assert.Equal(
            "11/19/2026",
            Tickets.Field(Tickets.Write(delivery with { OrderedAt = delivery.OrderedAt.AddSeconds(1) }), "OrderDate")
        );
    }
}
