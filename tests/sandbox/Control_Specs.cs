using System.Net;

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
