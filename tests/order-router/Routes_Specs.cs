using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Crossdock.Contracts;
using Crossdock.OrderRouter.Tests.Support;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;
using Crossdock.TestSupport;
using static Crossdock.OrderRouter.Tests.Support.RoutesThroughTheApi;

namespace Crossdock.OrderRouter.Tests;

public sealed class When_a_route_is_saved_while_the_router_runs(RouterHost router)
{
    private readonly string cart = NewCart();

    [Fact]
    public async Task Should_lead_the_carts_orders_to_the_warehouse_in_its_words()
    {
        Assert.Equal(HttpStatusCode.OK, (await router.PutAsync(cart, Route())).StatusCode);

        var order = new OrderScenario(router, cart);
        var said = await order.ReceiveAsync(order.Received());

        var delivery = Assert.IsType<DeliverOrder>(Assert.Single(said));
        Assert.Equal(("shed", "UPS GROUND"), (delivery.Connection, delivery.Service));
        Assert.Contains(delivery.Items, item => item is { ItemCode: "0001", Quantity: 2 });
    }

    [Fact]
    public async Task Should_be_shown_with_where_it_comes_from()
    {
        await router.PutAsync(cart, Route());

        var all = (await router.Http.GetFromJsonAsync<JsonNode>("/api/v1/routes"))!["items"]!.AsArray();
        var sources = all.ToDictionary(r => (string)r!["cart"]!, r => (string?)r!["source"]);
        Assert.Equal(("api", "configuration"), (sources[cart], sources[Settings.Cart]));
        Assert.True(JsonNode.DeepEquals(Route(), (await router.SeeAsync(cart))["settings"]));
    }

    [Fact]
    public async Task Should_be_replaced_or_deleted_only_in_the_version_that_was_read()
    {
        using var first = await router.PutAsync(cart, Route());
        using var second = await router.PutAsync(cart, Route());
        using var seen = await router.Http.GetAsync($"/api/v1/routes/{cart}");

        Assert.Equal(second.Headers.ETag, seen.Headers.ETag);
        Assert.Equal(HttpStatusCode.PreconditionFailed, await SendAsync(HttpMethod.Put, first.Headers.ETag));
        Assert.Equal(HttpStatusCode.PreconditionFailed, await SendAsync(HttpMethod.Delete, first.Headers.ETag));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(HttpMethod.Put, second.Headers.ETag));
        Assert.Equal(HttpStatusCode.PreconditionFailed, await SendAsync(HttpMethod.Delete, second.Headers.ETag));
        using var configured = await router.Http.GetAsync($"/api/v1/routes/{Settings.Cart}");
        Assert.Null(configured.Headers.ETag);

        async Task<HttpStatusCode> SendAsync(HttpMethod method, EntityTagHeaderValue? tag)
        {
            using var request = new HttpRequestMessage(method, $"/api/v1/routes/{cart}")
            {
                Content = method == HttpMethod.Put ? JsonContent.Create(Route()) : null,
                Headers = { IfMatch = { tag! } },
            };
            using var answer = await router.Http.SendAsync(request);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task Should_be_created_only_where_there_is_none_if_asked_so()
    {
        Assert.Equal(HttpStatusCode.OK, await CreateAsync());
        Assert.Equal(HttpStatusCode.PreconditionFailed, await CreateAsync());

        async Task<HttpStatusCode> CreateAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/routes/{cart}")
            {
                Content = JsonContent.Create(Route()),
                Headers = { IfNoneMatch = { EntityTagHeaderValue.Any } },
            };
            using var answer = await router.Http.SendAsync(request);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task Should_be_listed_page_by_page()
    {
        await router.PutAsync(cart, Route());
        var seen = new List<string>();
        string? next = "";
        while (next is not null)
        {
            var page = (await router.Http.GetFromJsonAsync<JsonNode>($"/api/v1/routes?limit=1{next}"))!;
            seen.Add((string)Assert.Single(page["items"]!.AsArray())!["cart"]!);
            next = page["next"] is { } cursor ? $"&cursor={cursor}" : null;
        }

        Assert.Equal(seen.Distinct().Order(StringComparer.Ordinal), seen);
        Assert.Superset(new HashSet<string> { cart, Settings.Cart }, seen.ToHashSet());
    }

    [Fact]
    public async Task Should_be_replaced_whole()
    {
        await router.PutAsync(cart, Route());

        await router.PutAsync(cart, new JsonObject { ["warehouse"] = "barn" });

        var settings = (await router.SeeAsync(cart))["settings"]!;
        Assert.Equal("barn", (string?)settings["warehouse"]);
        Assert.Empty(settings["shipMethods"]!.AsArray());
    }

    [Fact]
    public async Task Should_take_one_ship_method_and_keep_the_rest()
    {
        await router.PutAsync(cart, Route());
        var order = new OrderScenario(router, cart);
        await order.ReceiveAsync(order.Received(shipMethod: "Drone"));
        var reason = (await order.StateAsync()).Reason;
        Assert.Equal(
            $"Ship method \"Drone\" is not mapped: add it to the route from {cart} (PUT /api/v1/routes/{cart}/ship-methods).",
            reason
        );

        foreach (var service in (string[])["SLOW", "FAST"])
        {
            using var put = await PutMethodAsync(
                new JsonObject
                {
                    ["cart"] = " drone",
                    ["carrier"] = "AIR",
                    ["service"] = service,
                }
            );
            Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        }

        using var incomplete = await PutMethodAsync(new JsonObject { ["cart"] = "Raft", ["carrier"] = "SEA" });
        using var unknown = await PutMethodAsync(new JsonObject { ["cart"] = "Raft", ["boat"] = "SEA" });

        Assert.Equal(
            (HttpStatusCode.BadRequest, HttpStatusCode.BadRequest),
            (incomplete.StatusCode, unknown.StatusCode)
        );
        var route = router.Routes.ForCart(cart)!;
        Assert.Equal(
            ("FAST", "UPS GROUND"),
            (route.ShipMethodOf("Drone")!.Service, route.ShipMethodOf("Standard")!.Service)
        );
        Assert.Equal(2, route.Settings.ShipMethods.Count);
        Assert.IsType<DeliverOrder>(Assert.Single(await order.ReceiveAsync(order.Release())));

        async Task<HttpResponseMessage> PutMethodAsync(JsonObject method) =>
            await router.Http.PutAsJsonAsync($"/api/v1/routes/{cart}/ship-methods", method);
    }

    [Theory]
    [InlineData(Settings.Cart, HttpStatusCode.Conflict)]
    [InlineData("no-such-cart", HttpStatusCode.NotFound)]
    public async Task Should_take_a_ship_method_only_where_a_route_was_saved(string name, HttpStatusCode expected)
    {
        using var put = await router.Http.PutAsJsonAsync(
            $"/api/v1/routes/{name}/ship-methods",
            new JsonObject
            {
                ["cart"] = "Drone",
                ["carrier"] = "AIR",
                ["service"] = "FAST",
            }
        );

        Assert.Equal(expected, put.StatusCode);
    }

    [Fact]
    public async Task Should_release_what_was_held_for_it_only_when_asked()
    {
        var order = new OrderScenario(router, cart);
        await order.ReceiveAsync(order.Received());

        await router.PutAsync(cart, Route());

        Assert.Equal("error", await order.StatusAsync());
        using var answer = await router.Http.PostAsync($"/api/v1/orders/{order.Id}/release", null);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await Wait.UntilAsync(() => order.Published.OfType<DeliverOrder>().Any(), "the delivery");
    }

    [Fact]
    public async Task Should_hold_the_next_order_once_it_is_deleted()
    {
        await router.PutAsync(cart, Route());

        using var taken = await router.Http.DeleteAsync($"/api/v1/routes/{cart}");
        using var again = await router.Http.DeleteAsync($"/api/v1/routes/{cart}");

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (taken.StatusCode, again.StatusCode));
        using var seen = await router.Http.GetAsync($"/api/v1/routes/{cart}");
        Assert.Equal(HttpStatusCode.NotFound, seen.StatusCode);
        var order = new OrderScenario(router, cart);
        await order.ReceiveAsync(order.Received());
        Assert.Contains($"PUT /api/v1/routes/{cart}", (await order.StateAsync()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_be_on_record()
    {
        await router.PutAsync(cart, Route());

        var audit = (await router.Http.GetFromJsonAsync<JsonNode>("/api/v1/audit"))!["items"]!.AsArray();

        var record = audit.Single(r => (string?)r!["request"] == $"PUT /api/v1/routes/{cart}")!;
        Assert.Equal(200, (int?)record["status"]);
    }
}

public sealed class When_the_router_starts_again
{
    [Fact]
    public async Task Should_know_the_saved_routes_before_the_first_order()
    {
        await using var router = new RouterHost();
        await router.InitializeAsync();
        await router.PutAsync("new-cart", Route());

        await router.RestartAsync("Work:PollInterval", "01:00:00");

        var order = new OrderScenario(router, "new-cart");
        Assert.IsType<DeliverOrder>(Assert.Single(await order.ReceiveAsync(order.Received())));
    }

    [Fact]
    public async Task Should_prefer_a_route_of_the_configuration()
    {
        await using var router = new RouterHost();
        await router.InitializeAsync();
        await router.PutAsync("new-cart", Route());

        await router.RestartAsync("Routes:new-cart:Warehouse", "barn");

        var seen = await router.SeeAsync("new-cart");
        Assert.Equal(("configuration", "barn"), ((string?)seen["source"], (string?)seen["settings"]!["warehouse"]));
    }
}

public sealed class When_a_route_is_saved_wrongly(RouterHost router)
{
    private readonly string cart = NewCart();

    [Theory]
    [InlineData("{}", "Warehouse is missing: name the warehouse connection")]
    [InlineData("""{"warehouse":null}""", "at $.warehouse:")]
    [InlineData("""{"warehouse":"w","shipMethod":[]}""", "at $.shipMethod:")]
    [InlineData("""{"warehouse":"w","itemCodes":[{"sku":"A","upc":"1"}]}""", "upc:")]
    [InlineData("""{"warehouse":"w","itemCodes":null}""", "at $.itemCodes:")]
    [InlineData("""{"warehouse":"w","itemCodes":[null]}""", "at $:")]
    [InlineData("""{"warehouse":"w","minimumLevel":"few"}""", "at $.minimumLevel:")]
    [InlineData("null", "at $:")]
    [InlineData("[]", "at $:")]
    [InlineData("""{"warehouse":"w","itemCodes":[{"sku":"A"}]}""", "no Code for \"A\"")]
    [InlineData("""{"warehouse":"w","carriers":[{"cart":"U"}]}""", "no Cart for \"U\"")]
    [InlineData(
        """{"warehouse":"w","shipMethods":[{"cart":"Standard","carrier":"UPS"}]}""",
        "ShipMethods has no Carrier or no Service for \"Standard\""
    )]
    public async Task Should_say_what_is_wrong_and_change_nothing(string body, string wrong)
    {
        using var content = new StringContent(body, null, "application/json");
        using var answer = await router.Http.PutAsync($"/api/v1/routes/{cart}", content);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var text = await DetailAsync(answer);
        Assert.StartsWith($"Routes:{cart}", text, StringComparison.Ordinal);
        Assert.Contains(wrong, text, StringComparison.Ordinal);
        using var seen = await router.Http.GetAsync($"/api/v1/routes/{cart}");
        Assert.Equal(HttpStatusCode.NotFound, seen.StatusCode);
    }

    [Theory]
    [InlineData("ab-1", "AB-1")]
    [InlineData("AB-1", " AB-1 ")]
    [InlineData("AB 1", "AB1")]
    [InlineData("0815", "815")]
    [InlineData("AB-1", "AB-1")]
    public async Task Should_refuse_skus_that_the_warehouse_cannot_tell_apart_and_name_both(string one, string other)
    {
        var route = Route();
        route["itemCodes"] = new JsonArray(
            new JsonObject { ["sku"] = one, ["code"] = "850010000015" },
            new JsonObject { ["sku"] = "TEE", ["code"] = "850010000206" },
            new JsonObject { ["sku"] = other, ["code"] = "850010000114" }
        );

        using var answer = await router.PutAsync(cart, route);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var text = await DetailAsync(answer);
        Assert.Contains($"\"{one}\" (850010000015), \"{other}\" (850010000114)", text, StringComparison.Ordinal);
        Assert.DoesNotContain("TEE", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_take_no_text_and_no_list_without_an_end()
    {
        using var text = await router.PutAsync(cart, new JsonObject { ["warehouse"] = new string('w', 201) });
        var many = Route();
        many["carriers"] = new JsonArray([
            .. Enumerable.Range(0, 5001).Select(i => new JsonObject { ["warehouse"] = $"{i}", ["cart"] = "U" }),
        ]);
        using var list = await router.PutAsync(cart, many);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (text.StatusCode, list.StatusCode));
        Assert.Contains("200 characters", await text.Content.ReadAsStringAsync());
        Assert.Contains("5000 entries", await list.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Should_take_no_body_that_is_too_large_or_no_json()
    {
        using var large = new StringContent(new string(' ', 300_000), null, "application/json");
        using var tooLarge = await router.Http.PutAsync($"/api/v1/routes/{cart}", large);
        using var broken = new StringContent("{\"warehouse\":", null, "application/json");
        using var noJson = await router.Http.PutAsync($"/api/v1/routes/{cart}", broken);

        Assert.Equal(
            (HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.BadRequest),
            (tooLarge.StatusCode, noJson.StatusCode)
        );
    }

    [Fact]
    public async Task Should_take_no_routes_without_an_end()
    {
        await using var full = new RouterHost();
        await full.InitializeAsync();
        await full.RouteVersions.UpdateAsync(
            VersionList.TheOne,
            list => (list.Versions = Enumerable.Range(1, 1000).ToDictionary(i => $"cart-{i}")).Count > 0,
            default
        );

        using var another = await full.PutAsync("one-more", Route());
        using var known = await full.PutAsync("cart-7", Route());

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.OK), (another.StatusCode, known.StatusCode));
        Assert.Contains("1000 routes", await another.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("a%20cart")]
    [InlineData(".cart")]
    [InlineData("cart%0A")]
    public async Task Should_take_no_name_that_no_cart_has(string name)
    {
        using var answer = await router.PutAsync(name, Route());

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("is not valid for a route", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(Settings.Cart)]
    [InlineData("ACME-Cart")]
    public async Task Should_leave_what_comes_from_configuration_to_it(string name)
    {
        using var put = await router.PutAsync(name, Route());
        using var delete = await router.Http.DeleteAsync($"/api/v1/routes/{name}");

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (put.StatusCode, delete.StatusCode));
        Assert.Equal(
            $"The route from {name} comes from configuration: change Routes:{name} there.",
            await DetailAsync(put)
        );
        Assert.Equal(Settings.Warehouse, router.Routes.ForCart(Settings.Cart)!.Warehouse);
    }
}
