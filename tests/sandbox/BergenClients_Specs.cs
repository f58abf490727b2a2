using System.Net;
using System.Xml.Linq;

namespace Crossdock.Sandbox.Tests;

/// <summary>What other clients send, and what the real service answered in recordings.</summary>
public sealed class When_other_clients_call_the_warehouse : IAsyncLifetime
{
    private static readonly XNamespace Master = "http://rex11.com/swpublicapi/StyleMasterProduct.xsd";
    private static readonly XNamespace Receiving = "http://rex11.com/swpublicapi/ReceivingTicket.xsd";
    private static readonly XNamespace Items = "http://rex11.com/swpublicapi/ReceivingTicketItems.xsd";

    private const string InUse =
        "1 Error Failed: There are either open PTs or ASNs that include the original product, or you currently have inventory for that product";

    private Running sandbox = null!;

    public async ValueTask InitializeAsync() => sandbox = await Running.StartAsync();

    public ValueTask DisposeAsync() => sandbox.DisposeAsync();

    [Fact]
    public async Task Should_find_the_operation_in_the_body_if_the_SOAPAction_is_missing()
    {
        var token = await sandbox.TokenAsync();

        using var response = await sandbox.SoapTextAsync(Ticket(token, "PickTicket", ""));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var calls = (await sandbox.GetAsync("/sandbox/calls"))["calls"]!;
        Assert.Equal(1, (int)calls["bergen PickTicketAdd"]!);
    }

    [Fact]
    public async Task Should_refuse_a_SOAPAction_that_names_another_operation()
    {
        var token = await sandbox.TokenAsync();

        using var response = await sandbox.SoapTextAsync(
            Ticket(token, "PickTicket", ""),
            Running.Web + "CancelPickTicket"
        );

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
    }

    [Theory]
    [InlineData("ns1:PickTicket", HttpStatusCode.OK)]
    [InlineData("ns7:PickTicket", HttpStatusCode.InternalServerError)]
    public async Task Should_accept_only_the_undeclared_prefix_that_a_known_client_sends(
        string name,
        HttpStatusCode status
    )
    {
        using var response = await sandbox.SoapTextAsync(Ticket(await sandbox.TokenAsync(), name, "ns1:"));

        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task Should_answer_41_for_an_unknown_ASN()
    {
        var result = await sandbox.WithTokenAsync("GetReceivingTicketObjectByTicketNo", Web("AsnTicketNumber", "NONE"));

        Assert.Equal(["41 InvalidAsnError Invalid ASN Ticket number"], Notifications(result));
    }

    [Fact]
    public async Task Should_move_an_ASN_from_code_100_to_600_and_return_style_and_size_as_sent()
    {
        var clock = new StoppedClock(new DateTimeOffset(2026, 3, 2, 17, 0, 0, TimeSpan.Zero));
        await using var stepped = await Running.StartAsync(options => options.Time = clock);
        var number = (
            await stepped.WithTokenAsync(
                "ReceivingTicketAdd",
                new XElement(
                    Receiving + "receivingTicket",
                    new XElement(
                        Receiving + "Shipmentitemslist",
                        new XElement(Items + "Style", "Abc123"),
                        new XElement(Items + "UPC", await stepped.UpcAsync()),
                        new XElement(Items + "Size", "AU 4/US 0"),
                        new XElement(Items + "ExpectedQuantity", 1)
                    )
                )
            )
        )
            .Element(Running.Web + "ReceivingTicketId")!
            .Value;

        XElement? ticket = null;
        foreach (var code in (string[])["100", "200", "250", "300", "400", "500", "600"])
        {
            clock.Now += TimeSpan.FromMilliseconds(20);
            await Running.Eventually(
                async () =>
                {
                    var result = await stepped.WithTokenAsync(
                        "GetReceivingTicketObjectByTicketNo",
                        Web("AsnTicketNumber", number)
                    );
                    ticket = result.Descendants(Running.Web + "ReceivingTicket").FirstOrDefault();
                    return ticket?.Element(Receiving + "ReceivingStatusCode")?.Value == code;
                },
                () => $"the ticket does not reach {code}: {ticket}"
            );
        }

        Assert.Equal("AddedToInventory", ticket!.Element(Receiving + "ReceivingStatus")!.Value);
        Assert.Equal("3/2/2026 12:00:00 PM", ticket.Element(Receiving + "CreatedDate")!.Value);
        Assert.Equal("03/02/2026 12:00:00", ticket.Element(Receiving + "AddedToInventoryDate")!.Value);
        Assert.Equal("03/02/2026", ticket.Element(Receiving + "ArrivedDate")!.Value);
        Assert.Equal("Abc123", ticket.Descendants(Items + "Style").Single().Value);
        Assert.Equal("AU 4/US 0", ticket.Descendants(Items + "Size").Single().Value);
    }

    [Fact]
    public async Task Should_refuse_to_reimport_a_style_that_is_in_stock()
    {
        var upc = await sandbox.UpcAsync();

        var added = await AddStyleAsync(upc, "Other");
        var status = await AddedAsync(upc);

        Assert.Equal(["0 Success Data saved successfully"], Notifications(added));
        Assert.Equal([InUse], status);
        var inventory = await sandbox.WithTokenAsync("GetInventoryByStyle", Web("style", "Other"));
        Assert.Empty(inventory.Descendants(Running.Web + "item"));
    }

    [Fact]
    public async Task Should_refuse_to_reimport_a_style_with_an_open_ticket()
    {
        const string upc = "850019990017";
        await AddStyleAsync(upc, "Style-A");
        Assert.Equal(["0 Success Data saved successfully"], await AddedAsync(upc));
        await AddStyleAsync(upc, "Style-B");
        Assert.Equal(["0 Success Data saved successfully"], await AddedAsync(upc));

        await sandbox.AddTicketAsync("T1", "PO", lines: (upc, 1));
        await sandbox.TicketAsync("T1", ticket => (string)ticket["import"]! == "Imported");
        await AddStyleAsync(upc, "Style-C");

        Assert.Equal([InUse], await AddedAsync(upc));
        var inventory = await sandbox.WithTokenAsync("GetInventoryByStyle", Web("style", "Style-B"));
        Assert.Equal("US2/AU6", inventory.Descendants(Running.Web + "Size").First().Value);
    }

    private static string Ticket(string token, string name, string prefix) =>
        $"""
            <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>
            <PickTicketAdd xmlns="http://rex11.com/webmethods/"><AuthenticationString>{token}</AuthenticationString>
            <{name}><{prefix}PickTicketNumber>T1</{prefix}PickTicketNumber></{name}></PickTicketAdd></soap:Body></soap:Envelope>
            """;

    private Task<XElement> AddStyleAsync(string upc, string style) =>
        sandbox.WithTokenAsync(
            "StyleMasterProductAdd",
            new XElement(
                Running.Web + "products",
                new XElement(
                    Running.Web + "StyleMasterProduct",
                    new XElement(Master + "Style", style),
                    new XElement(Master + "Color", "Red"),
                    new XElement(Master + "Size", "US2/AU6"),
                    new XElement(Master + "UPC", upc),
                    new XElement(Master + "Price", "198.37")
                )
            )
        );

    /// <summary>The notifications of the add's status once its import is over.</summary>
    private async Task<List<string>> AddedAsync(string upc)
    {
        List<string> status = [];
        await Running.Eventually(
            async () =>
            {
                status = Notifications(await sandbox.WithTokenAsync("GetStyleMasterProductAddStatus", Web("UPC", upc)));
                return status is not ["87 PendingImport Pending import"];
            },
            () => "the import is still pending"
        );
        return status;
    }

    private static XElement Web(string name, string value) => new(Running.Web + name, value);

    private static List<string> Notifications(XElement result) =>
        result
            .Descendants(Running.Web + "Notification")
            .Select(one => string.Join(' ', one.Elements().Select(part => part.Value)))
            .ToList();
}
