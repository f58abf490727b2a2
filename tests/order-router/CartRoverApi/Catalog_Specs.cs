using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Crossdock.Contracts;
using Crossdock.OrderRouter.Tests.Support;
using Crossdock.Platform.Api;
using Crossdock.TestSupport;

namespace Crossdock.OrderRouter.Tests.CartRoverApi;

/// <summary>Stock, ship methods and carts, as a client of CartRover asks for them.</summary>
public sealed class When_a_client_of_CartRover_asks_for_what_there_is(RouterHost router)
{
    [Fact]
    public async Task Should_list_the_stock_by_the_cart_s_codes()
    {
        var warehouse = $"stock-{Guid.NewGuid():N}";
        var cart = await RouteAsync(warehouse, new { sku = "CAP", code = "0007" });
        await ReadAsync(warehouse, ("NJ", "0007", 15.5m), ("EAST", "0007", 3), ("NJ", "PLAIN", 4));
        var shop = await PostedScenario.CreateAsync(router, KeyLevel.Cart, cart);

        var list = await shop.GetAsync("/v1/merchant/inventory?limit=250");

        Assert.Equal("2", list.Headers["total-records"].Single());
        var cap = list.List[0]!;
        Assert.Equal(
            ("CAP", 18, 18, """{"WMS":"0007"}""", "2026-08-27T02:24:58+00:00"),
            (
                (string)cap["sku"]!,
                (int)cap["qty_available"]!,
                (int)cap["qty_on_hand"]!,
                cap["aliases"]!.ToJsonString(),
                (string)cap["wms_datetime"]!
            )
        );
        Assert.Equal(
            15,
            (int)
                cap["warehouses"]!.AsObject().Single(one => (string?)one.Value!["warehouse"] == "NJ").Value![
                    "qty_on_hand"
                ]!
        );
        Assert.Equal("[]", list.List[1]!["aliases"]!.ToJsonString());
        Assert.Equal(
            "PLAIN",
            (string?)Assert.Single((await shop.GetAsync("/v1/merchant/inventory?limit=1&page=2")).List)!["sku"]
        );
        Assert.Empty((await shop.GetAsync("/v1/merchant/inventory?limit=1&page=3")).List);

        var single = (await shop.GetAsync("/v1/merchant/inventory/CAP?")).Response;
        Assert.Equal(
            ("18", "18", false),
            ((string?)single["qty_available"], (string?)single["qty_on_hand"], single.ContainsKey("aliases"))
        );
        var product = (await shop.GetAsync("/v1/merchant/product/CAP")).Response;
        Assert.Equal(
            ("CAP", "2026-08-27 02:24:58", "0007"),
            (
                (string?)product["sku"],
                (string?)product["last_updated_datetime"],
                (string?)product["aliases"]![0]!["code"]
            )
        );
        var none = await shop.GetAsync("/v1/merchant/inventory/NO%2FSUCH");
        Assert.Equal((false, "Product not found: NO/SUCH"), (none.IsSuccess, none.Message));
    }

    [Fact]
    public async Task Should_map_ship_methods_and_release_the_orders_that_waited_for_them()
    {
        var warehouse = $"ship-{Guid.NewGuid():N}";
        var cart = await RouteAsync(warehouse, new { sku = "CAP", code = "0007" });
        var shop = await PostedScenario.CreateAsync(router, KeyLevel.Cart, cart);
        var (known, added) = (
            """{"carrier":"UPS","code":"UPS GROUND","description":"UPS UPS GROUND"}""",
            "DHL/DHL EXPRESS"
        );
        Assert.Equal(known, Assert.Single((await shop.GetAsync("/v1/wms/shipmethod/list?")).List)!.ToJsonString());

        var refused = await shop.SendAsync(
            $"POST /v1/cart/shipmethod/{cart}? HTTP/1.1\n{shop.Basic}\nContent-Type: application/json",
            """[{"cart_code":"Express","wms_code":"UPS GROUND"},{"cart_code":"Slow","wms_code":"22"}]"""
        );
        Assert.Equal((200, false, "Invalid"), (refused.Status, refused.IsSuccess, (string?)refused.Body["error_code"]));
        Assert.Single((await shop.GetAsync($"/v1/cart/shipmethod/list/{cart}?")).List);

        var mapped = await shop.SendAsync(
            $"POST /v1/cart/shipmethod/{cart}? HTTP/1.1\n{shop.Basic}\nContent-Type: application/json",
            $$"""[{"cart_code":"Express","wms_code":"ups ground"},{"cart_code":"Slow","wms_code":"{{added}}"},{"cart_code":"UPS/AddMe","wms_code":null}]"""
        );
        Assert.Equal("""{"success_code":true}""", mapped.Text);
        Assert.Equal(
            [("Standard", "UPS GROUND"), ("Express", "UPS GROUND"), ("Slow", "DHL EXPRESS"), ("UPS/AddMe", null)],
            (await shop.GetAsync($"/v1/cart/shipmethod/list/{cart}")).List.Select(one =>
                ((string?)one!["cart_code"], (string?)one["wms_code"])
            )
        );
        await Wait.UntilAsync(
            () =>
                router.Routes.ForCart(cart)?.ShipMethodOf("ups/addme") is { Carrier: "ups" or "UPS", Service: "AddMe" },
            "the route"
        );
    }

    [Fact]
    public async Task Should_say_that_a_route_from_configuration_is_not_changed()
    {
        var shop = await PostedScenario.CreateAsync(router);

        var refused = await shop.PostAsync(
            "/v1/cart/shipmethod/any-source",
            new JsonArray(new JsonObject { ["cart_code"] = "X", ["wms_code"] = "UPS GROUND" })
        );

        Assert.Equal((200, "Failure"), (refused.Status, (string?)refused.Body["error_code"]));
        Assert.Contains("configuration", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_list_the_carts_of_the_key_and_the_kinds_there_are()
    {
        var shop = await PostedScenario.CreateAsync(router, KeyLevel.Merchant, Settings.Cart, Settings.BigCart);

        Assert.Equal(
            [Settings.Cart, Settings.BigCart],
            (await shop.GetAsync("/v1/cart/list?")).List.Select(one => (string?)one!["order_source"])
        );
        Assert.NotEmpty((await shop.GetAsync("/v1/cart/listall?")).List);
        var unclear = await shop.GetAsync("/v1/cart/shipmethod/list/nowhere");
        Assert.Equal((false, "Invalid"), (unclear.IsSuccess, (string?)unclear.Body["error_code"]));
    }

    [Fact]
    public async Task Should_open_to_a_warehouse_only_what_is_a_warehouse_s()
    {
        var client = await PostedScenario.CreateAsync(router);
        var reference = PostedScenario.Reference("WMS");
        await client.PostOrderAsync(reference);
        await client.DeliverAsync(reference);
        var (user, key) = await router.PairAsync(KeyLevel.Warehouse);
        var warehouse = new PostedScenario(router, user, key);

        Assert.Contains(
            (await warehouse.GetAsync("/v1/wms/merchant/list")).List,
            one => (string?)one!["merchant"] == "acme"
        );
        Assert.NotEmpty((await warehouse.GetAsync("/v1/wms/shipmethod/list")).List);
        var orders = await warehouse.GetAsync($"/v1/cart/orders/{reference}");
        Assert.Equal((200, false), (orders.Status, orders.IsSuccess));
        Assert.StartsWith("The key is of the level warehouse", orders.Message, StringComparison.Ordinal);
        Assert.False((await client.GetAsync("/v1/wms/merchant/list")).IsSuccess);
    }

    private async Task<string> RouteAsync(string warehouse, object item)
    {
        var cart = $"cart-{Guid.NewGuid():N}";
        using var answer = await router.Http.PutAsJsonAsync(
            $"{ApiSecurity.ApiRoot}/routes/{cart}",
            new
            {
                warehouse,
                itemCodes = new[] { item },
                shipMethods = new[]
                {
                    new
                    {
                        cart = "Standard",
                        carrier = "UPS",
                        service = "UPS GROUND",
                    },
                },
            },
            TestContext.Current.CancellationToken
        );
        answer.EnsureSuccessStatusCode();
        return cart;
    }

    private Task ReadAsync(string warehouse, params (string Building, string Code, decimal OnHand)[] readings) =>
        router.ReceiveAsync(
            new InventoryUpdated
            {
                Merchant = "acme",
                Connection = warehouse,
                Readings =
                [
                    .. readings.Select(one => new StockReading
                    {
                        Warehouse = one.Building,
                        ItemCode = one.Code,
                        OnHand = one.OnHand,
                        ReadAt = new DateTimeOffset(2026, 8, 27, 2, 24, 58, TimeSpan.Zero),
                    }),
                ],
            }
        );
}
