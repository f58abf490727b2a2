using System.Net;
using System.Xml.Linq;

namespace Crossdock.Sandbox.Tests;

/// <summary>What clients of others send, and what the real service was recorded to answer.</summary>
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
    public async Task Should_go_by_the_body_where_the_SOAPAction_is_missing()
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
    public async Task Should_take_the_one_prefix_that_a_known_client_does_not_declare(
        string name,
        HttpStatusCode status
    )
    {
        using var response = await sandbox.SoapTextAsync(Ticket(await sandbox.TokenAsync(), name, "ns1:"));

        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task Should_answer_41_for_an_ASN_that_is_not_there()
    {
        var result = await sandbox.WithTokenAsync("GetReceivingTicketObjectByTicketNo", Web("AsnTicketNumber", "NONE"));

        Assert.Equal(["41 InvalidAsnError Invalid ASN Ticket number"], Notifications(result));
    }

    [Fact]
    public async Task Should_begin_an_ASN_at_code_100_and_end_it_at_600()
    {
        var seen = new List<string>();
        await using var slow = await Running.StartAsync(options => options.Pace.StageMilliseconds = 30);
        var number = (
            await slow.WithTokenAsync(
                "ReceivingTicketAdd",
                new XElement(
                    Receiving + "receivingTicket",
                    new XElement(
                        Receiving + "Shipmentitemslist",
                        new XElement(Items + "Style", "Abc123"),
                        new XElement(Items + "UPC", await slow.UpcAsync()),
                        new XElement(Items + "Size", "AU 4/US 0"),
                        new XElement(Items + "ExpectedQuantity", 1)
                    )
                )
            )
        )
            .Element(Running.Web + "ReceivingTicketId")!
            .Value;

        XElement? ticket = null;
        await Running.Eventually(
            async () =>
            {
                ticket = (
                    await slow.WithTokenAsync("GetReceivingTicketObjectByTicketNo", Web("AsnTicketNumber", number))
                )
                    .Descendants(Running.Web + "ReceivingTicket")
                    .FirstOrDefault();
                if (
                    ticket?.Element(Receiving + "ReceivingStatusCode")?.Value is { } code
                    && seen.LastOrDefault() != code
                )
                {
                    seen.Add(code);
                }

                return seen.LastOrDefault() == "600";
            },
            () => $"the codes were {string.Join(' ', seen)}"
        );

        Assert.Equal("100", seen[0]);
        Assert.Equal(seen, seen.OrderBy(int.Parse));
        Assert.Equal("Abc123", ticket!.Descendants(Items + "Style").Single().Value);
        Assert.Equal("AU 4/US 0", ticket.Descendants(Items + "Size").Single().Value);
        Assert.Matches(
            @"^\d{2}/\d{2}/\d{4} \d{2}:\d{2}:\d{2}$",
            ticket.Element(Receiving + "AddedToInventoryDate")!.Value
        );
    }

    [Fact]
    public async Task Should_refuse_to_import_a_style_again_while_it_is_in_stock()
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
    public async Task Should_refuse_to_import_a_style_again_while_a_ticket_for_it_is_open()
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
