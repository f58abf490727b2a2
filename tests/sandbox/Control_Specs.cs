using System.Net;
using System.Text;
using System.Xml.Linq;

namespace Crossdock.Sandbox.Tests;

public sealed class When_a_person_works_the_sandbox_by_hand : IAsyncLifetime
{
    private Running _sandbox = null!;

    // Tickets are imported at once, and then stay as they are.
    public async ValueTask InitializeAsync() =>
        _sandbox = await Running.StartAsync(options => options.Pace.StageMilliseconds = 3_600_000);

    public ValueTask DisposeAsync() => _sandbox.DisposeAsync();

    [Fact]
    public async Task Should_ship_the_chosen_parcels()
    {
        var (one, other) = (await _sandbox.UpcAsync(), await _sandbox.UpcAsync(1));
        await Imported("T1", (one, 2), (other, 1));

        var first = await _sandbox.PostAsync(
            "/sandbox/tickets/T1/ship",
            new { items = new[] { new { upc = one, quantity = 1 } } }
        );
        var second = await _sandbox.PostAsync("/sandbox/tickets/T1/ship");

        Assert.Equal("Approved - Partially Shipped", (string)first["status"]!);
        Assert.Equal("Shipped Complete", (string)second["status"]!);
        var parcels = second["parcels"]!.AsArray().Select(parcel => parcel!["lines"]!.AsArray().Count);
        Assert.Equal([1, 2], parcels);
    }

    [Fact]
    public async Task Should_show_tracking_on_the_ticket_when_told_so()
    {
        await Imported("T1", (await _sandbox.UpcAsync(), 1));
        await _sandbox.PostAsync(
            "/sandbox/tickets/T1/ship",
            new { trackingNumber = "1Z999AA10123456784", onTicket = true }
        );

        // The contract of version 3 has no such element, so the answer is not held against it.
        using var response = await _sandbox.SoapRawAsync(
            "GetPickTicketObjectByBarCode",
            new XElement(Running.Web + "AuthenticationString", await _sandbox.TokenAsync()),
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
    public async Task Should_place_an_order_at_another_location_to_be_shipped_later_and_packed_by_hand()
    {
        var placed = await _sandbox.PostAsync(
            "/sandbox/orders",
            new
            {
                stockLocationId = 17002,
                shipAt = "2026-12-24",
                packed = true,
                lines = new[] { new { sku = "MUG-BLU", quantity = 12 } },
            }
        );

        var order = (await _sandbox.GetAsync($"/qbc/orders/{placed["id"]}"))["order"]!;
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

        using var response = await _sandbox.Http.PostAsync("/sandbox/orders", content);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(reason, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_place_an_order_for_an_address_without_names()
    {
        var placed = await _sandbox.PostAsync(
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

        var body = await _sandbox.GetAsync($"/qbc/orders/{placed["id"]}?include=shipping_address,company");
        var address = body["addresses"]![0]!;
        Assert.Null(address["first_name"]);
        Assert.Null(address["last_name"]);
        Assert.Equal("", (string)address["company_name"]!);
        Assert.Equal("B2B Test Company", (string)body["companies"]![0]!["name"]!);
    }

    [Fact]
    public async Task Should_refuse_to_ship_what_is_not_on_the_ticket()
    {
        await Imported("T1", (await _sandbox.UpcAsync(), 2));

        var (status, _) = await _sandbox.SendAsync(
            HttpMethod.Post,
            "/sandbox/tickets/T1/ship",
            new { items = new[] { new { upc = await _sandbox.UpcAsync(), quantity = 3 } } }
        );

        Assert.Equal(HttpStatusCode.Conflict, status);
    }

    [Fact]
    public async Task Should_hold_and_release_a_ticket()
    {
        await Imported("T1", (await _sandbox.UpcAsync(), 1));

        var held = await _sandbox.PostAsync("/sandbox/tickets/T1/hold");
        await _sandbox.PostAsync("/sandbox/tickets/T1/release");

        Assert.Equal("CSR hold- per customer request", (string)held["status"]!);
        await _sandbox.TicketAsync("T1", ticket => (string)ticket["status"]! == "Picking in Process");
    }

    [Fact]
    public async Task Should_edit_and_void_an_order()
    {
        var order = await _sandbox.PostAsync("/sandbox/orders", new { number = "É 1", shipMethod = "Express" });

        var edited = await _sandbox.PostAsync($"/sandbox/orders/{order["id"]}/edit", new { shipMethod = "Standard" });
        await _sandbox.PostAsync($"/sandbox/orders/{order["id"]}/void");

        var labels = edited["lines"]!.AsArray().Select(line => (string?)line!["label"]);
        Assert.Contains("Standard", labels);
        var shown = await _sandbox.GetAsync($"/sandbox/orders?number={Uri.EscapeDataString("É 1")}");
        Assert.Equal("void", (string)Assert.Single(shown.AsArray())!["status"]!);
    }

    [Fact]
    public async Task Should_name_an_sku_that_the_cart_does_not_have()
    {
        var (status, body) = await _sandbox.SendAsync(
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
        await _sandbox.GetAsync("/qbc/locations.json");
        await _sandbox.SendAsync(HttpMethod.Get, "/qbc/orders/7/");
        await _sandbox.AddTicketAsync("T1", "PO", lines: (await _sandbox.UpcAsync(), 1));

        var calls = (await _sandbox.GetAsync("/sandbox/calls"))["calls"]!.AsObject();

        Assert.Equal(
            ["bergen AuthenticationTokenGet", "bergen PickTicketAdd", "qbc GET /locations", "qbc GET /orders/{id}"],
            calls.Select(call => call.Key)
        );
    }

    [Theory]
    [InlineData("application/soap+xml; charset=utf-8; action=\"http://rex11.com/webmethods/GetInventory\"")]
    [InlineData("application/soap+xml; action=\"http://rex11.com/webmethods/GetInventory\"; charset=utf-8")]
    public async Task Should_know_an_operation_of_SOAP_1_2_by_its_action(string type)
    {
        await _sandbox.PostAsync("/sandbox/faults", new { operation = "bergen GetInventory", fault = "503" });
        using var content = new StringContent("");
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var response = await _sandbox.Http.PostAsync("/bergen/publicapiws.asmx", content);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
    }

    private async Task Imported(string number, params (string Upc, decimal Quantity)[] lines)
    {
        await _sandbox.AddTicketAsync(number, "PO", lines: lines);
        await _sandbox.TicketAsync(number, ticket => (string)ticket["import"]! == "Imported");
    }
}
