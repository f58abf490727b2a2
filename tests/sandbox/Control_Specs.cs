using System.Net;
using System.Text;
using System.Xml.Linq;

namespace Crossdock.Sandbox.Tests;

public sealed class When_the_control_endpoints_are_used : IAsyncLifetime
{
    private Running sandbox = null!;

    // Tickets are imported at once, and then no step is due.
    public async ValueTask InitializeAsync() =>
        sandbox = await Running.StartAsync(options => options.Pace.StageMilliseconds = 3_600_000);

    public ValueTask DisposeAsync() => sandbox.DisposeAsync();

    [Fact]
    public async Task Should_ship_the_chosen_parcels()
    {
        var (one, other) = (await sandbox.UpcAsync(), await sandbox.UpcAsync(1));
        await Imported("T1", (one, 2), (other, 1));

        var first = await sandbox.PostAsync(
            "/sandbox/tickets/T1/ship",
            new { items = new[] { new { upc = one, quantity = 1 } } }
        );
        var second = await sandbox.PostAsync("/sandbox/tickets/T1/ship");

        Assert.Equal("Approved - Partially Shipped", (string)first["status"]!);
        Assert.Equal("Shipped Complete", (string)second["status"]!);
        var parcels = second["parcels"]!.AsArray().Select(parcel => parcel!["lines"]!.AsArray().Count);
        Assert.Equal([1, 2], parcels);
    }

    [Fact]
    public async Task Should_show_tracking_on_the_ticket_on_request()
    {
        await Imported("T1", (await sandbox.UpcAsync(), 1));
        await sandbox.PostAsync(
            "/sandbox/tickets/T1/ship",
            new { trackingNumber = "1Z999AA10123456784", onTicket = true }
        );

        // The contract of version 3 has no such element, so this answer is not validated against it.
        using var response = await sandbox.SoapRawAsync(
            "GetPickTicketObjectByBarCode",
            new XElement(Running.Web + "AuthenticationString", await sandbox.TokenAsync()),
            new XElement(Running.Web + "ptbarcode", "T1")
        );

        var ticket = XDocument
            .Parse(await response.Content.ReadAsStringAsync())
            .Descendants(Running.Web + "PickTicket")
            .Single();
        Assert.Empty(ticket.Elements(Running.Details + "PackageList"));
        Assert.Equal("1Z999AA10123456784", ticket.Element(Running.Details + "TrackingNumber")!.Value);
        Assert.Equal("Shipped Complete", ticket.Element(Running.Details + "ShipmentStatus")!.Value);
    }

    [Fact]
    public async Task Should_place_a_hand_packed_order_with_a_location_and_a_ship_date()
    {
        var placed = await sandbox.PostAsync(
            "/sandbox/orders",
            new
            {
                stockLocationId = 17002,
                shipAt = "2026-12-24",
                packed = true,
                lines = new[] { new { sku = "MUG-BLU", quantity = 12 } },
            }
        );

        var order = (await sandbox.GetAsync($"/qbc/orders/{placed["id"]}"))["order"]!;
        Assert.Equal((17002, "2026-12-24"), ((int)order["stock_location_id"]!, (string)order["ship_at"]!));
        Assert.Equal(
            ("finalized", "packed", "unshipped"),
            ((string)order["status"]!, (string)order["packed_status"]!, (string)order["fulfillment_status"]!)
        );
        var fulfillment = Assert.Single(placed["fulfillments"]!.AsArray())!;
        Assert.Equal("packed", (string)fulfillment["status"]!);
        Assert.Null(fulfillment["trackingNumber"]);
        Assert.Equal(12, (int)fulfillment["lines"]![0]!["quantity"]!);
    }

    [Theory]
    [InlineData("""{"stockLocationId":1}""", "location 1")]
    [InlineData("""{"packed":true,"status":"draft"}""", "finalized")]
    public async Task Should_say_why_an_order_cannot_be_placed(string order, string reason)
    {
        using var content = new StringContent(order, Encoding.UTF8, "application/json");

        using var response = await sandbox.Http.PostAsync("/sandbox/orders", content);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(reason, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_place_an_order_for_an_address_without_names()
    {
        var placed = await sandbox.PostAsync(
            "/sandbox/orders",
            new
            {
                company = "B2B Test Company",
                shipTo = new
                {
                    firstName = (string?)null,
                    lastName = (string?)null,
                    companyName = "",
                },
            }
        );

        var body = await sandbox.GetAsync($"/qbc/orders/{placed["id"]}?include=shipping_address,company");
        var address = body["addresses"]![0]!;
        Assert.Null(address["first_name"]);
        Assert.Null(address["last_name"]);
        Assert.Equal("", (string)address["company_name"]!);
        Assert.Equal("B2B Test Company", (string)body["companies"]![0]!["name"]!);
    }

    [Fact]
    public async Task Should_refuse_to_ship_more_than_is_on_the_ticket()
    {
        await Imported("T1", (await sandbox.UpcAsync(), 2));

        var (status, _) = await sandbox.SendAsync(
            HttpMethod.Post,
            "/sandbox/tickets/T1/ship",
            new { items = new[] { new { upc = await sandbox.UpcAsync(), quantity = 3 } } }
        );

        Assert.Equal(HttpStatusCode.Conflict, status);
    }

    [Fact]
    public async Task Should_hold_and_release_a_ticket()
    {
        await Imported("T1", (await sandbox.UpcAsync(), 1));

        var held = await sandbox.PostAsync("/sandbox/tickets/T1/hold");
        await sandbox.PostAsync("/sandbox/tickets/T1/release");

        Assert.Equal("CSR hold- per customer request", (string)held["status"]!);
        await sandbox.TicketAsync("T1", ticket => (string)ticket["status"]! == "Picking in Process");
    }

    [Fact]
    public async Task Should_edit_and_void_an_order()
    {
        var order = await sandbox.PostAsync("/sandbox/orders", new { number = "É 1", shipMethod = "Express" });

        var edited = await sandbox.PostAsync($"/sandbox/orders/{order["id"]}/edit", new { shipMethod = "Standard" });
        await sandbox.PostAsync($"/sandbox/orders/{order["id"]}/void");

        var labels = edited["lines"]!.AsArray().Select(line => (string?)line!["label"]);
        Assert.Contains("Standard", labels);
        var shown = await sandbox.GetAsync($"/sandbox/orders?number={Uri.EscapeDataString("É 1")}");
        Assert.Equal("void", (string)Assert.Single(shown.AsArray())!["status"]!);
    }

    [Fact]
    public async Task Should_name_an_unknown_SKU()
    {
        var (status, body) = await sandbox.SendAsync(
            HttpMethod.Post,
            "/sandbox/orders",
            new { lines = new[] { new { sku = "NO-SUCH" } } }
        );

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("NO-SUCH", (string)body!["error"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_count_calls_by_operation()
    {
        await sandbox.GetAsync("/qbc/locations.json");
        await sandbox.SendAsync(HttpMethod.Get, "/qbc/orders/7/");
        await sandbox.AddTicketAsync("T1", "PO", lines: (await sandbox.UpcAsync(), 1));

        var calls = (await sandbox.GetAsync("/sandbox/calls"))["calls"]!.AsObject();

        Assert.Equal(
            ["bergen AuthenticationTokenGet", "bergen PickTicketAdd", "qbc GET /locations", "qbc GET /orders/{id}"],
            calls.Select(call => call.Key)
        );
    }

    [Theory]
    [InlineData("application/soap+xml; charset=utf-8; action=\"http://rex11.com/webmethods/GetInventory\"")]
    [InlineData("application/soap+xml; action=\"http://rex11.com/webmethods/GetInventory\"; charset=utf-8")]
    public async Task Should_name_a_SOAP_1_2_operation_by_its_action(string type)
    {
        await sandbox.PostAsync("/sandbox/faults", new { operation = "bergen GetInventory", fault = "503" });
        using var content = new StringContent("");
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var response = await sandbox.Http.PostAsync("/bergen/publicapiws.asmx", content);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
    }

    private async Task Imported(string number, params (string Upc, decimal Quantity)[] lines)
    {
        await sandbox.AddTicketAsync(number, "PO", lines: lines);
        await sandbox.TicketAsync(number, ticket => (string)ticket["import"]! == "Imported");
    }
}
