using System.Text.Json.Nodes;
using Crossdock.Contracts;
using Crossdock.OrderRouter.Orders;
using Crossdock.OrderRouter.Tests.Support;
using Crossdock.Platform.Api;
using Crossdock.TestSupport;

namespace Crossdock.OrderRouter.Tests.CartRoverApi;

/// <summary>A client is answered once its order is stored; whatever it posts costs it an answer that it can read, and nobody else anything.</summary>
public sealed class When_an_order_is_posted(RouterHost router)
{
    [Fact]
    public async Task Should_be_stored_before_the_answer_and_published_until_the_saga_has_it()
    {
        var shop = await PostedScenario.CreateAsync(router);
        var reference = PostedScenario.Reference("A");

        Assert.True((await shop.PostOrderAsync(reference)).IsSuccess);

        Assert.NotNull(await shop.FindAsync(reference));
        await shop.PublishedAsync(reference);
        Assert.NotNull((await shop.FindAsync(reference))!.DueAt);
        Assert.Equal(
            "new",
            (string?)(await shop.GetAsync($"/v1/cart/orders/status/{reference}")).Response["order_status"]
        );
        Assert.Contains(
            (await shop.GetAsync("/v1/cart/orders/list/new?limit=100")).List,
            one => (string?)one!["cust_ref"] == reference
        );

        await shop.ReceiveAsync(reference);
        // The loop looks again after five seconds, and finds that the saga has it.
        await Wait.UntilAsync(async () => (await shop.FindAsync(reference))!.DueAt is null, "the outbox to be done");
    }

    [Fact]
    public async Task Should_be_stored_once_however_many_post_it_at_once()
    {
        await using var replica = await router.ReplicaAsync(TimeSpan.FromMinutes(1));
        var (user, key) = await router.PairAsync(KeyLevel.Cart, Settings.Cart);
        PostedScenario[] shops = [new(router, user, key), new(replica, user, key)];
        var reference = PostedScenario.Reference("TWICE");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => shops[n % 2].PostOrderAsync(reference)));

        Assert.Single(answers, answer => answer.IsSuccess);
        Assert.All(
            answers.Where(answer => !answer.IsSuccess),
            answer => Assert.Equal("OrderDuplicate", answer.Message)
        );
    }

    [Fact]
    public async Task Should_take_a_list_as_a_whole_or_say_which_is_wrong()
    {
        var shop = await PostedScenario.CreateAsync(router);
        var (good, other) = (PostedScenario.Reference("L1"), PostedScenario.Reference("L2"));
        var broken = PostedScenario.Order(other);
        broken.Remove("ship_zip");

        var refused = await shop.PostAsync(
            "/v1/cart/orders/cartrover",
            new JsonArray(PostedScenario.Order(good), broken)
        );
        Assert.Equal("Order 1: Order missing required field(s): ship_zip", refused.Message);
        Assert.Null(await shop.FindAsync(good));

        var taken = await shop.PostAsync(
            "/v1/cart/orders/cartrover",
            new JsonArray(PostedScenario.Order(good), PostedScenario.Order(other))
        );
        Assert.Equal(
            (true, good, 2),
            (taken.IsSuccess, (string?)taken.Body["cust_ref"], taken.Body["orders"]!.AsArray().Count)
        );
    }

    [Theory]
    [InlineData("", "The request has no body.")]
    [InlineData("<xml/>", "The body is neither JSON nor a form.")]
    [InlineData("[]", "The body holds no order.")]
    [InlineData("[1]", "The body holds no order.")]
    [InlineData("{\"cust_ref\":", "The body is no valid JSON, or is nested too deeply: line 1, byte 13.")]
    [InlineData(
        "{}",
        "Order missing required field(s): cust_ref, ship_address_1, ship_city, ship_state, ship_zip, ship_country, ship_company, items"
    )]
    [InlineData(
        "cust_ref=1&items[][item]=A",
        "Order missing required field(s): ship_address_1, ship_city, ship_state, ship_zip, ship_country, ship_company, items[0].quantity"
    )]
    public async Task Should_say_what_of_a_body_cannot_be_read(string body, string message)
    {
        var shop = await PostedScenario.CreateAsync(router);

        var answer = await shop.SendAsync($"POST /v1/cart/orders/cartrover HTTP/1.1\n{shop.Basic}", body);

        Assert.Equal((200, "Invalid", message), (answer.Status, (string?)answer.Body["error_code"], answer.Message));
    }

    [Theory]
    [InlineData("quantity", "0", "Quantity of item 1 (TEE-S) must be greater than 0.")]
    [InlineData("quantity", "-1", "Quantity of item 1 (TEE-S) must be greater than 0.")]
    [InlineData("quantity", "1e12", "Quantity of item 1 (TEE-S) is greater than 1000000.")]
    [InlineData("quantity", "many", "Quantity of item 1 (TEE-S) is no number.")]
    [InlineData("price", "1e27", "Field price of item 1 (TEE-S) is no amount.")]
    [InlineData("item", "", "Order missing required field(s): items[0].item")]
    public async Task Should_refuse_a_line_that_cannot_be_shipped(string field, string value, string message)
    {
        var shop = await PostedScenario.CreateAsync(router);
        var order = PostedScenario.Order(PostedScenario.Reference("BAD"));
        order["items"]![0]![field] = value;

        Assert.Equal(message, (await shop.PostAsync("/v1/cart/orders/cartrover", order)).Message);
    }

    [Fact]
    public async Task Should_refuse_10_000_lines_deep_nesting_and_what_is_too_large()
    {
        var shop = await PostedScenario.CreateAsync(router);
        var order = PostedScenario.Order(PostedScenario.Reference("BIG"));
        order["items"] = new JsonArray([
            .. Enumerable
                .Range(0, 10_000)
                .Select(n => (JsonNode)new JsonObject { ["item"] = $"I{n}", ["quantity"] = 1 }),
        ]);

        Assert.Equal(
            "Order has 10000 items: at most 1000 are taken.",
            (await shop.PostAsync("/v1/cart/orders/cartrover", order)).Message
        );
        var deep = await shop.SendAsync(
            $"POST /v1/cart/orders/cartrover HTTP/1.1\n{shop.Basic}",
            $$"""{"x":{{new string('[', 5000)}}{{new string(']', 5000)}}}"""
        );
        Assert.Equal((200, "Invalid"), (deep.Status, (string?)deep.Body["error_code"]));
        var large = await shop.SendAsync(
            $"POST /v1/cart/orders/cartrover HTTP/1.1\n{shop.Basic}\nContent-Length: 99000000"
        );
        Assert.Equal((200, "Invalid"), (large.Status, (string?)large.Body["error_code"]));
    }

    [Fact]
    public async Task Should_pass_over_what_it_does_not_know_and_give_back_what_it_does()
    {
        var shop = await PostedScenario.CreateAsync(router);
        var reference = PostedScenario.Reference("ALL");
        var order = PostedScenario.Order(reference);
        order["unknown"] = new JsonObject { ["deep"] = new JsonArray(1, 2) };
        order["cust_po_no"] = "#1042";
        order["order_date"] = "2026-2-6";
        order["weight"] = 1.5;
        order["gift_wrap"] = true;
        order["ship_phone"] = null;
        order["items"]![0]!["description"] = "A shirt";
        order["items"]![0]!["nothing"] = false;
        Assert.Equal("#1042", (string?)(await shop.PostAsync("/v1/cart/orders/cartrover", order)).Body["order_number"]);

        var read = (await shop.GetAsync($"/v1/cart/orders/{reference}")).Response;

        Assert.Equal(
            ("#1042", "2026-02-06", "1.5", "Y", "A shirt", "[]"),
            (
                (string?)read["cust_po_no"],
                (string?)read["order_date"],
                (string?)read["weight"],
                (string?)read["gift_wrap"],
                (string?)read["items"]![0]!["Description"],
                read["shipments"]!.ToJsonString()
            )
        );
        Assert.True(read.ContainsKey("ship_phone") && read["ship_phone"] is null && !read.ContainsKey("unknown"));
        var published = await shop.PublishedAsync(reference);
        Assert.Equal(
            ("#1042", new DateTimeOffset(2026, 2, 6, 0, 0, 0, TimeSpan.Zero), "Gift wrap."),
            (published.OrderNumber, published.OrderedAt, published.Notes)
        );
    }

    [Fact]
    public async Task Should_lose_its_personal_data_with_the_order()
    {
        var shop = await PostedScenario.CreateAsync(router);
        var reference = PostedScenario.Reference("GONE");
        await shop.PostOrderAsync(reference);
        await shop.ReceiveAsync(reference);
        await shop.VoidAsync(reference);

        await router.ReceiveAsync(new RedactOrder { OrderId = DerivedId.OfOrder(Settings.Cart, reference) });

        await Wait.UntilAsync(async () => (await shop.FindAsync(reference))!.RedactedAt is not null, "the removal");
        var read = await shop.GetAsync($"/v1/cart/orders/{reference}");
        Assert.DoesNotContain("Sample Street", read.Text, StringComparison.Ordinal);
        Assert.Equal(
            ("canceled", "NJ"),
            ((string?)read.Response["order_status"], (string?)read.Response["ship_state"])
        );
    }
}
