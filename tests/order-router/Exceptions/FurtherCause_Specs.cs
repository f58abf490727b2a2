using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Crossdock.Contracts;
using Crossdock.OrderRouter.Exceptions;
using Crossdock.OrderRouter.Orders;
using Crossdock.OrderRouter.Tests.Support;

namespace Crossdock.OrderRouter.Tests.Exceptions;

public sealed class When_an_order_has_several_exceptions(CountingRouterHost router)
{
    private readonly OrderScenario order = new(router);
    private readonly string common = NewCode();
    private readonly string own = NewCode();

    [Fact]
    public async Task Should_be_in_the_group_of_each_until_it_is_released()
    {
        await HoldAsync(order, own, common);
        var other = new OrderScenario(router);
        await HoldAsync(other, common);
        var (ownGroup, commonGroup) = await GroupsAsync();

        var group = await CountedAsync(ownGroup, 1);
        Assert.Equal((order.Number, GroupState.Open), (group.Example, group.State));
        Assert.Contains(own, group.Text, StringComparison.Ordinal);
        group = await CountedAsync(commonGroup, 2);
        Assert.Contains(common, group.Text, StringComparison.Ordinal);

        await order.ReceiveAsync(order.Release());

        Assert.Equal(GroupState.Resolved, (await CountedAsync(ownGroup, 0)).State);
        Assert.Equal(other.Number, (await CountedAsync(commonGroup, 1)).Example);
    }

    [Fact]
    public async Task Should_be_listed_once_with_each_group_page_by_page()
    {
        await HoldAsync(order, own, common);
        OrderScenario[] others = [new(router), new(router), new(router)];
        await HoldAsync(others[0], common);
        await HoldAsync(others[1], NewCode(), common);
        await HoldAsync(others[2], NewCode(), common);
        var (_, group) = await GroupsAsync();
        await CountedAsync(group, 4);

        foreach (var limit in (int[])[1, 2, 3, 500])
        {
            var listed = new List<string>();
            for (string? next = ""; next is not null; )
            {
                var page = await router.Http.GetFromJsonAsync<JsonObject>(
                    $"api/v1/exceptions/{group}/orders?limit={limit}{next}",
                    TestContext.Current.CancellationToken
                );
                var items = page!["items"]!.AsArray();
                Assert.InRange(items.Count, 0, limit);
                listed.AddRange(items.Select(item => (string)item!["orderNumber"]!));
                next = page["next"] is { } cursor ? $"&cursor={cursor}" : null;
            }

            Assert.Equal(
                others.Append(order).Select(one => one.Number).Order(StringComparer.Ordinal),
                listed.Order(StringComparer.Ordinal)
            );
        }
    }

    [Fact]
    public async Task Should_be_left_out_by_the_release_of_each_group_that_says_what_else_holds_it()
    {
        await HoldAsync(order, own, common);
        OrderScenario[] others = [new(router), new(router)];
        await HoldAsync(others[0], common);
        await HoldAsync(others[1], NewCode(), common);
        var (ownGroup, commonGroup) = await GroupsAsync();
        await CountedAsync(commonGroup, 3);

        foreach (var limit in (int[])[1, 2, 500])
        {
            var released = await ReleaseAsync(commonGroup, limit);
            Assert.Equal(
                others.Append(order).Select(one => one.Number).Order(StringComparer.Ordinal),
                released.Select(one => (string)one!["orderNumber"]!).Order(StringComparer.Ordinal)
            );
            Assert.All(released, one => Assert.Equal("left_out", (string?)one!["outcome"]));
            var mine = released.Single(one => (string?)one!["orderNumber"] == order.Number)!;
            Assert.Contains(
                $"also on hold for this: Parcel 1Z1 contains 1 of {own}",
                (string?)mine["detail"],
                StringComparison.Ordinal
            );
        }

        var alone = Assert.Single(await ReleaseAsync(ownGroup, 500));
        Assert.Contains(common, (string?)alone!["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_be_asked_for_again_in_the_cart_by_the_release_of_its_refusal_only()
    {
        var refusal = $"The order {NewCode()} is archived.";
        await HoldAsync(order, common);
        await order.ReceiveAsync(order.ShipmentRefused("1Z1", refusal));
        var (refused, differs) = await GroupsAsync();
        await CountedAsync(differs, 1);

        var left = Assert.Single(await ReleaseAsync(differs, 500))!;
        Assert.Equal("left_out", (string?)left["outcome"]);
        Assert.Contains("is archived", (string?)left["detail"], StringComparison.Ordinal);
        Assert.NotNull(Assert.Single((await order.StateAsync()).Shipments).Refusal);

        var preview = Assert.Single(await ReleaseAsync(refused, 500, preview: true))!;
        Assert.Equal("on_hold", (string?)preview["outcome"]);
        Assert.Contains("gets its parcels again", (string?)preview["detail"], StringComparison.Ordinal);
        var asked = Assert.Single(await ReleaseAsync(refused, 500))!;
        Assert.Contains(common, (string?)asked["detail"], StringComparison.Ordinal);
        Assert.Equal(2, order.Published.OfType<ConfirmShipment>().Count());
    }

    private async Task<List<JsonNode?>> ReleaseAsync(string group, int limit, bool preview = false)
    {
        var all = new List<JsonNode?>();
        for (string? next = ""; next is not null; )
        {
            using var answer = await router.Http.PostAsync(
                $"api/v1/exceptions/{group}/release?limit={limit}&preview={(preview ? "true" : "false")}{next}",
                null,
                TestContext.Current.CancellationToken
            );
            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.True(answer.IsSuccessStatusCode, text);
            var page = JsonNode.Parse(text)!;
            all.AddRange(page["orders"]!.AsArray());
            Assert.InRange(page["orders"]!.AsArray().Count, 1, limit);
            next = page["next"] is { } cursor ? $"&cursor={cursor}" : null;
        }

        return all;
    }

    /// <summary>A parcel with items that nobody ordered: an exception for each.</summary>
    private static Task HoldAsync(OrderScenario order, params string[] codes) =>
        order.ReceiveAsync(
            order.Received(),
            order.Delivered(),
            order.Tracked(
                "1Z1",
                [.. OrderScenario.All, .. codes.Select(code => new ShippedItem { ItemCode = code, Quantity = 1 })],
                "1Z1"
            )
        );

    /// <summary>Of the order's two items, in their order.</summary>
    private async Task<(string Own, string Common)> GroupsAsync()
    {
        var causes = OrderCauses.AllOf(await order.StateAsync());
        Assert.Equal(2, causes.Count);
        return (causes[0].Cause.Id().ToString("D"), causes[1].Cause.Id().ToString("D"));
    }

    /// <summary>A new group has one order until it is counted; the count names an example.</summary>
    private Task<ExceptionGroup> CountedAsync(string id, int count) =>
        router.GroupAsync(id, group => group.Count == count && (count == 0 || group.Example is not null));

    private static string NewCode() => $"ZX-{Guid.NewGuid():N}"[..12];
}
