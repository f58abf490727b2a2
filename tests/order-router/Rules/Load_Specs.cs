using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Crossdock.Contracts;
using Crossdock.OrderRouter.Tests.Support;
using Crossdock.TestSupport;

namespace Crossdock.OrderRouter.Tests.Rules;

public sealed class When_the_load_filters_of_a_cart_change(RouterHost router)
{
    private readonly string cart = RoutesThroughTheApi.NewCart();

    [Fact]
    public async Task Should_take_in_now_what_they_no_longer_skip()
    {
        await SaveAsync(Filtered("paid"));
        var order = await SkippedAsync();
        Assert.Equal(1, (int)(await PreviewAsync(Filtered("unpaid")))["takesIn"]!["count"]!);
        Assert.Equal(0, (int)(await PreviewAsync(Filtered("paid")))["takesIn"]!["count"]!);
        await SaveAsync(Filtered("unpaid"));
        Assert.Equal("skipped", await order.StatusAsync());

        using var taken = await router.Http.PostAsync($"/api/v1/routes/{cart}/take-in", null);

        Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
        await Wait.UntilAsync(() => order.Published.OfType<OrderReopened>().Any(), "the cart-adapter to republish it");
        var said = await order.ReceiveAsync(Received(order) with { Version = 1 });
        Assert.IsType<DeliverOrder>(Assert.Single(said));
    }

    [Fact]
    public async Task Should_ask_to_confirm_how_many_old_orders_they_take_in()
    {
        await SaveAsync(Filtered("paid"));
        var first = await SkippedAsync();
        var state = await first.StateAsync();
        await Task.WhenAll(
            Enumerable
                .Range(0, 100)
                .Select(i =>
                {
                    var id = DerivedId.OfOrder(cart, $"old {i}");
                    var copy = new Orders.OrderState
                    {
                        Id = id.ToString("D"),
                        CorrelationId = id,
                        CurrentState = state.CurrentState,
                        Connection = cart,
                        OrderNumber = $"#old-{i}",
                        Merchant = "acme",
                        Order = state.Order! with { OrderId = id },
                    };
                    return router.Orders.InsertAsync(copy, default);
                })
        );
        await SaveAsync(Filtered("unpaid"));

        using var unconfirmed = await router.Http.PostAsync($"/api/v1/routes/{cart}/take-in", null);
        using var tooFew = await router.Http.PostAsync($"/api/v1/routes/{cart}/take-in?confirm=100", null);
        using var confirmed = await router.Http.PostAsync($"/api/v1/routes/{cart}/take-in?confirm=101", null);

        Assert.Contains(
            "101 orders would be taken in",
            await RoutesThroughTheApi.DetailAsync(unconfirmed),
            StringComparison.Ordinal
        );
        Assert.Equal(
            (HttpStatusCode.Conflict, HttpStatusCode.Conflict, HttpStatusCode.Accepted),
            (unconfirmed.StatusCode, tooFew.StatusCode, confirmed.StatusCode)
        );
    }

    [Fact]
    public async Task Should_show_which_orders_on_hold_they_leave_out_and_skip_them_then()
    {
        await SaveAsync(Filtered("unpaid"));
        var order = new OrderScenario(router, cart);
        await order.ReceiveAsync(Received(order) with { ShipMethod = "Drone" });

        var preview = await PreviewAsync(Filtered("paid"));
        await SaveAsync(Filtered("paid"));
        await order.ReceiveAsync(Received(order) with { ShipMethod = "Drone" });

        Assert.Equal([order.Number], preview["leavesOut"]!["numbers"]!.AsArray().Select(number => (string?)number));
        Assert.Equal("skipped", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_leave_an_order_that_was_sent_where_it_is_until_another_warehouse_has_to_ship_it()
    {
        await SaveAsync(RoutesThroughTheApi.Route());
        var order = new OrderScenario(router, cart);
        await order.ReceiveAsync(Received(order));
        var elsewhere = RoutesThroughTheApi.Route();
        elsewhere["warehouse"] = "barn";
        await SaveAsync(elsewhere);

        var repeated = await order.ReceiveAsync(Received(order));
        Assert.Equal("shed", Assert.IsType<DeliverOrder>(Assert.Single(repeated)).Connection);

        // The shed may have it already: it is canceled there before the barn gets it.
        var edited = await order.ReceiveAsync(Received(order) with { Revision = 2 });
        Assert.Equal("shed", Assert.IsType<CancelDelivery>(Assert.Single(edited)).Delivery.Connection);
        var canceled = await order.ReceiveAsync(order.DeliveryCanceled());
        Assert.Equal("barn", Assert.IsType<DeliverOrder>(Assert.Single(canceled)).Connection);
    }

    private async Task<OrderScenario> SkippedAsync()
    {
        var order = new OrderScenario(router, cart);
        await order.ReceiveAsync(Received(order));
        Assert.Equal("skipped", await order.StatusAsync());
        return order;
    }

    private static OrderReceived Received(OrderScenario order) =>
        order.Received() with
        {
            Attributes = new OrderAttributes { PaymentStatus = "unpaid" },
        };

    private static JsonObject Filtered(string paymentStatus)
    {
        var route = RoutesThroughTheApi.Route();
        route["rules"] = new JsonObject
        {
            ["loadFilters"] = new JsonArray(
                new JsonObject
                {
                    ["name"] = "payment",
                    ["mode"] = "Allow",
                    ["when"] = new JsonObject { ["paymentStatuses"] = new JsonArray(paymentStatus) },
                }
            ),
        };
        return route;
    }

    private async Task<JsonNode> PreviewAsync(JsonObject route)
    {
        using var answer = await router.Http.PostAsJsonAsync($"/api/v1/routes/{cart}/preview", route);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    private async Task SaveAsync(JsonObject route)
    {
        using var answer = await router.PutAsync(cart, route);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
