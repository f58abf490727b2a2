using Crossdock.OrderRouter.Tests.Support;
using Crossdock.Platform.Api;

namespace Crossdock.OrderRouter.Tests.CartRoverApi;

/// <summary>Each list has the orders of its status and no other, and the pages of a list have each of them once.</summary>
public sealed class When_a_client_of_CartRover_lists_orders(RouterHost router)
{
    [Fact]
    public async Task Should_find_an_order_on_the_lists_of_its_status_only()
    {
        var shop = await PostedScenario.CreateAsync(router);
        var reference = PostedScenario.Reference("LIST");
        await shop.PostOrderAsync(reference);
        await AssertOnAsync(shop, reference, "any", "new", "new_or_at_wms");

        await shop.DeliverAsync(reference);
        await AssertOnAsync(shop, reference, "any", "at_wms", "new_or_at_wms");

        await shop.ShipAsync(reference, "1ZA", quantity: 1);
        await AssertOnAsync(shop, reference, "any", "partial");

        await shop.ShipAsync(reference, "1ZB", quantity: 1);
        await AssertOnAsync(shop, reference, "any", "shipped", "shipped_or_confirmed");

        await shop.ConfirmAsync(reference, "1ZA");
        await shop.ConfirmAsync(reference, "1ZB");
        await AssertOnAsync(shop, reference, "any", "shipped", "shipped_or_confirmed");

        await shop.PostAsync(
            $"/v1/cart/orders/update/{reference}",
            new System.Text.Json.Nodes.JsonObject { ["order_status"] = "confirmed" }
        );
        await AssertOnAsync(shop, reference, "any", "confirmed", "shipped_or_confirmed");
    }

    [Fact]
    public async Task Should_show_what_waits_for_a_person_with_its_reason()
    {
        var shop = await PostedScenario.CreateAsync(router);
        var reference = PostedScenario.Reference("ERR");
        var order = PostedScenario.Order(reference);
        order["ship_code"] = "Carrier Pigeon";
        await shop.PostAsync("/v1/cart/orders/cartrover", order);

        await shop.ReceiveAsync(reference);

        await AssertOnAsync(shop, reference, "any", "error");
        var read = (await shop.GetAsync($"/v1/cart/orders/{reference}")).Response;
        Assert.StartsWith(
            "Ship method \"Carrier Pigeon\" is not mapped",
            (string?)read["error_reason"],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Should_show_a_canceled_one_as_canceled()
    {
        var shop = await PostedScenario.CreateAsync(router);
        var reference = PostedScenario.Reference("VOID");
        await shop.PostOrderAsync(reference);
        await shop.ReceiveAsync(reference);

        await shop.PostAsync(
            "/v1/cart/orders/cancel",
            new System.Text.Json.Nodes.JsonObject { ["cust_ref"] = reference }
        );
        await shop.PublishedAsync(reference, isVoid: true);
        await shop.VoidAsync(reference);

        await AssertOnAsync(shop, reference, "any", "canceled");
        Assert.Equal("Y", (string?)(await shop.GetAsync($"/v1/cart/orders/{reference}")).Response["sending_canceled"]);
    }

    [Fact]
    public async Task Should_give_each_order_once_page_by_page()
    {
        var cart = $"pages-{Guid.NewGuid():N}";
        var shop = await PostedScenario.CreateAsync(router, KeyLevel.Merchant, cart, "other-cart");
        var references = Enumerable.Range(0, 7).Select(n => $"P{n}").ToList();
        foreach (var reference in references)
        {
            await shop.PostOrderAsync(reference);
        }

        var seen = new List<string>();
        for (var page = 1; page <= 4; page++)
        {
            var list = await shop.GetAsync($"/v1/merchant/orders/list/new?limit=3&page={page}&order_source={cart}");
            Assert.Equal("7", list.Headers["total-records"].Single());
            seen.AddRange(list.List.Select(one => (string)one!["cust_ref"]!));
        }

        Assert.Equal(references, seen.Order(StringComparer.Ordinal));
        Assert.Empty((await shop.GetAsync("/v1/merchant/orders/list/new?to_date=2021-2-6")).List);
        Assert.Equal(
            7,
            (await shop.GetAsync("/v1/merchant/orders/list/any?from_date=2021-02-06T00:00:00 00:00".Replace(' ', '+')))
                .List
                .Count
        );
    }

    [Theory]
    [InlineData("lost", "There is no status lost")]
    [InlineData("new?from_date=yesterday", "Parameter from_date is no date.")]
    [InlineData("new?page=two", "Parameter page is no number.")]
    public async Task Should_say_what_it_cannot_read(string query, string message)
    {
        var shop = await PostedScenario.CreateAsync(router);

        var answer = await shop.GetAsync($"/v1/cart/orders/list/{query}");

        Assert.Equal((200, false), (answer.Status, answer.IsSuccess));
        Assert.StartsWith(message, answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_hide_the_orders_of_other_carts()
    {
        var (shop, stranger) = (
            await PostedScenario.CreateAsync(router),
            await PostedScenario.CreateAsync(router, KeyLevel.Cart, "stranger-cart")
        );
        var reference = PostedScenario.Reference("MINE");
        await shop.PostOrderAsync(reference);
        await shop.ReceiveAsync(reference);

        Assert.Equal(
            $"Order not found: {reference}",
            (await stranger.GetAsync($"/v1/merchant/orders/{reference}")).Message
        );
        Assert.Empty((await stranger.GetAsync("/v1/merchant/orders/list/any")).List);
    }

    private static async Task AssertOnAsync(PostedScenario shop, string reference, params string[] lists)
    {
        string[] all =
        [
            "any",
            "at_wms",
            "canceled",
            "confirmed",
            "error",
            "new",
            "new_or_at_wms",
            "partial",
            "shipped",
            "shipped_or_confirmed",
        ];
        var on = new List<string>();
        foreach (var list in all)
        {
            for (var page = 1; ; page++)
            {
                var read = await shop.GetAsync($"/v1/cart/orders/list/{list}?limit=100&page={page}");
                if (read.List.Any(one => (string?)one!["cust_ref"] == reference))
                {
                    on.Add(list);
                    break;
                }

                // A short page is the last one; asking for one more each time would use up the calls of the key.
                if (read.List.Count < 100)
                {
                    break;
                }
            }
        }

        Assert.Equal(lists.Order(StringComparer.Ordinal), on);
    }
}
