using System.Text.Json.Nodes;
using Crossdock.Contracts;
using Crossdock.OrderRouter.Tests.Support;

namespace Crossdock.OrderRouter.Tests.Exceptions;

public sealed class When_a_person_releases_a_group(CountingRouterHost router)
{
    private readonly string refusal = $"Item {Guid.NewGuid().ToString("N")[..8]} is not known.";

    [Fact]
    public async Task Should_show_what_would_happen_and_change_nothing()
    {
        var (goes, stays) = (await RefuseAsync(), await RefuseAsync());
        // It is a draft again, and the hub has not been told more than that.
        var edited = await stays.StateAsync();
        edited.Order = edited.Order! with { BlockReason = "It is a draft again." };
        Assert.True(await router.Orders.ReplaceAsync(edited, CancellationToken.None));

        var preview = await ReleaseAsync(goes, "?preview=true");

        Assert.True((bool)preview["preview"]!);
        Assert.Equal(
            [("released", "Routed to acme-warehouse."), ("on_hold", "It is a draft again.")],
            Results(preview)
        );
        Assert.Equal("error", await goes.StatusAsync());
        Assert.Single(goes.Published.OfType<DeliverOrder>());
    }

    [Fact]
    public async Task Should_release_page_by_page_with_a_result_for_each_order()
    {
        OrderScenario[] orders = [await RefuseAsync(), await RefuseAsync(), await RefuseAsync()];

        var first = await ReleaseAsync(orders[0], "?limit=2");
        Assert.Equal(
            [("released", "Routed to acme-warehouse."), ("released", "Routed to acme-warehouse.")],
            Results(first)
        );
        Assert.Equal(1, (int)first["left"]!);

        var second = await ReleaseAsync(orders[2], $"?limit=2&cursor={first["next"]}");
        Assert.Equal([orders[2].Number], Numbers(second));
        Assert.Equal((0, null), ((int)second["left"]!, (string?)second["next"]));
        foreach (var order in orders)
        {
            Assert.Equal("new", await order.StatusAsync());
        }
    }

    [Fact]
    public async Task Should_leave_out_what_may_be_at_the_warehouse_and_say_why()
    {
        var order = new OrderScenario(router);
        await order.ReceiveAsync(order.Received(), order.Refused(refusal) with { MayStillArrive = true });

        var result = await ReleaseAsync(order, "?limit=500");

        Assert.All(Results(result), one => Assert.Equal("left_out", one.Outcome));
        Assert.Contains("may have it already", Results(result)[0].Detail, StringComparison.Ordinal);
        Assert.Equal("error", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_leave_out_what_differs_from_what_was_shipped_and_say_why()
    {
        var order = new OrderScenario(router);
        await order.ReceiveAsync(
            order.Received(),
            order.Delivered(),
            order.Tracked("1Z1X", [new ShippedItem { ItemCode = $"I-{Guid.NewGuid():N}", Quantity = 2 }])
        );

        var result = Assert.Single(Results(await ReleaseAsync(order, "")));

        Assert.Equal("left_out", result.Outcome);
        Assert.Contains("differs", result.Detail, StringComparison.Ordinal);
        Assert.Equal("error", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_ask_the_cart_again_for_what_it_refused()
    {
        var order = new OrderScenario(router);
        await order.ReceiveAsync(
            order.Received(),
            order.Delivered(),
            order.Tracked("1Z1", OrderScenario.All, "1Z1"),
            order.ShipmentRefused("1Z1", refusal)
        );

        Assert.Equal(
            [("released", "The cart gets its parcels again.")],
            Results(await ReleaseAsync(order, "?preview=true"))
        );
        Assert.Equal([("released", "It is shipped.")], Results(await ReleaseAsync(order, "")));
    }

    private async Task<OrderScenario> RefuseAsync()
    {
        var order = new OrderScenario(router);
        await order.ReceiveAsync(order.Received(), order.Refused(refusal));
        return order;
    }

    private async Task<JsonNode> ReleaseAsync(OrderScenario first, string query)
    {
        var id = await GroupOf.CauseIdAsync(first);
        await router.GroupAsync(id, group => group.Count > 0);
        using var answer = await router.Http.PostAsync($"/api/v1/exceptions/{id}/release{query}", null);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    private static List<(string Outcome, string Detail)> Results(JsonNode page) =>
        [.. page["orders"]!.AsArray().Select(order => ((string)order!["outcome"]!, (string)order["detail"]!))];

    private static IEnumerable<string> Numbers(JsonNode page) =>
        page["orders"]!.AsArray().Select(order => (string)order!["orderNumber"]!);
}
