using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Crossdock.CartAdapter;
using Crossdock.OrderRouter;
using Crossdock.Sandbox;
using Crossdock.Sandbox.Settings;
using Crossdock.TestSupport;
using Crossdock.WmsAdapter;
using Microsoft.AspNetCore.Builder;

namespace Crossdock.Connections.Tests;

/// <summary>A merchant from nothing: the hub runs and knows no cart, no warehouse and no route; all of it is created through the API.</summary>
public sealed class When_a_merchant_is_created_through_the_api_only : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly SandboxOptions options = new() { Urls = "http://127.0.0.1:0" };
    private readonly HttpClient external = new();
    private WebApplication sandbox = null!;
    private AdapterHost hub = null!;
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        options.Data = folder.Of("sandbox");
        options.QuickBooksCommerce.RateLimited = false;
        sandbox = await SandboxServer.StartAsync(options, Ct);
        external.BaseAddress = sandbox.BaseAddress();
        hub = await AdapterHost.StartAsync(
            [new CartAdapterModule(), new OrderRouterModule(), new WmsAdapterModule()],
            folder,
            ("Delivery:FirstLookAfter", "00:00:00.25")
        );
    }

    public async ValueTask DisposeAsync()
    {
        await hub.DisposeAsync();
        await sandbox.DisposeAsync();
        external.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Should_have_sixty_orders_brought_to_their_ends_without_a_restart()
    {
        await PutAsync("/api/v1/routes/acme-cart", await RouteAsync());
        await PutAsync("/api/v1/warehouses/acme-warehouse", Bergen());
        await PutAsync("/api/v1/carts/acme-cart", Cart());
        using var seeded = await external.PostAsJsonAsync("/sandbox/seed", new { orders = 60, seed = 7 }, Ct);
        seeded.EnsureSuccessStatusCode();

        JsonNode? report = null;
        await Wait.UntilAsync(
            async () =>
            {
                report = (await external.GetFromJsonAsync<JsonNode>("/sandbox/report", Ct))!;
                return (bool)report["stock"]!["agree"]!
                    && report["orders"]!.AsArray().All(order => (bool)order!["ok"]!);
            },
            TimeSpan.FromMinutes(3),
            () => $"all orders to settle: {report}"
        );

        var totals = report!["totals"]!;
        Assert.Equal((60, 0, 0), ((int)totals["orders"]!, (int)totals["lost"]!, (int)totals["doubled"]!));
        Assert.True((int)totals["confirmed"]! > 0, $"{totals}");
    }

    private async Task PutAsync(string endpoint, JsonObject settings)
    {
        using var answer = await hub.Http.PutAsJsonAsync(endpoint, settings, Ct);
        Assert.True(answer.IsSuccessStatusCode, $"{endpoint}: {await answer.Content.ReadAsStringAsync(Ct)}");
    }

    private async Task<JsonObject> RouteAsync()
    {
        var catalog = (await external.GetFromJsonAsync<JsonArray>("/sandbox/catalog", Ct))!;
        return new JsonObject
        {
            ["warehouse"] = "acme-warehouse",
            ["building"] = "BERGEN LOGISTICS NJ",
            ["itemCodes"] = new JsonArray([
                .. catalog.Select(item => new JsonObject
                {
                    ["sku"] = (string?)item!["sku"],
                    ["code"] = (string?)item["upc"],
                }),
            ]),
            ["shipMethods"] = new JsonArray(
                Method("Standard", "UPS", "UPS GROUND - Commercial"),
                Method("Express", "UPS", "UPS 2ND DAY AIR"),
                Method("International", "DHL", "DHL EXPRESS WORLDWIDE")
            ),
        };
    }

    private static JsonObject Method(string cart, string carrier, string service) =>
        new()
        {
            ["cart"] = cart,
            ["carrier"] = carrier,
            ["service"] = service,
        };

    private JsonObject Bergen() =>
        Connection(
            "Bergen",
            new()
            {
                ["Address"] = $"{sandbox.BaseAddress()}bergen/publicapiws.asmx",
                ["AccountWebAddress"] = options.Bergen.WebAddress,
                ["ApiUsername"] = options.Bergen.UserName,
                ["ApiPassword"] = options.Bergen.Password,
                ["Warehouse"] = "BERGEN LOGISTICS NJ",
                ["ShipmentPollInterval"] = "00:00:01",
                ["InventoryPollInterval"] = "00:00:02",
            }
        );

    private JsonObject Cart() =>
        Connection(
            "QuickBooksCommerce",
            new()
            {
                ["Address"] = $"{sandbox.BaseAddress()}qbc",
                ["Token"] = options.QuickBooksCommerce.Token,
                ["EarliestOrderDate"] = "2020-01-01",
                ["OrderPollInterval"] = "00:00:01",
            }
        );

    private static JsonObject Connection(string kind, JsonObject settings) =>
        new()
        {
            ["kind"] = kind,
            ["merchant"] = "acme",
            ["settings"] = settings,
        };
}
