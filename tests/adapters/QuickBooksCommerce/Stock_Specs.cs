using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Crossdock.Adapters;
using Crossdock.Adapters.QuickBooksCommerce;
using Crossdock.Contracts;

namespace Crossdock.CartAdapter.QuickBooksCommerce.Tests;

public sealed class When_stock_is_set : IDisposable
{
    private const string Location = "17003";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private readonly List<JsonObject> variants = [];
    private readonly Script service;
    private Func<Sent, HttpResponseMessage> post = _ =>
        Script.Json("""{"stock_adjustment":{"id":1}}""", HttpStatusCode.Created);
    private string adjustments = """{"stock_adjustments":[]}""";

    public When_stock_is_set() => service = new Script(Answer);

    public void Dispose() => service.Dispose();

    private HttpResponseMessage Answer(Sent sent)
    {
        if (sent.Method == "POST")
        {
            return post(sent);
        }

        if (sent.Path != "/variants")
        {
            return Script.Json(
                sent.Path == "/accounts/current"
                    ? """{"account":{"name":"Bob's Burgers","primary_location_id":17003}}"""
                    : adjustments
            );
        }

        var found = variants;
        if (sent.Query.TryGetValue("ids", out var ids))
        {
            var wanted = ids.Split(',').ToHashSet();
            found = [.. variants.Where(variant => wanted.Contains(variant["id"]!.ToString()))];
        }

        var page = int.Parse(sent.Query.GetValueOrDefault("page", "1"), CultureInfo.InvariantCulture);
        var some = found.Skip((page - 1) * 250).Take(250).Select(variant => variant.DeepClone());
        return Script.Json(
            new JsonObject { ["variants"] = new JsonArray([.. some]) }.ToJsonString(),
            headers: ("X-Pagination", $$"""{"last_page":{{(page * 250 >= found.Count ? "true" : "false")}}}""")
        );
    }

    private QuickBooksCommerceCart Cart() => service.Cart(("Token", "privileged"), ("StockLocationId", Location));

    private JsonObject Variant(int id, string sku, string stock, string more = "")
    {
        var variant = JsonNode
            .Parse(
                $$"""
                {"id":{{id}},"sku":"{{sku}}","status":"active","manage_stock":true,{{more}}
                 "locations":[{"location_id":1,"stock_on_hand":"99"},{"location_id":17003,"stock_on_hand":{{stock}}}]}
                """
            )!
            .AsObject();
        variants.Add(variant);
        return variant;
    }

    private static StockLevel Level(string sku, decimal onHand) =>
        new()
        {
            Sku = sku,
            OnHand = onHand,
            AsOf = DateTimeOffset.UnixEpoch,
        };

    private IEnumerable<Sent> Posts => service.Requests.Where(sent => sent.Method == "POST");

    [Fact]
    public async Task Should_send_the_differences_at_the_location_in_one_adjustment()
    {
        Variant(83375, "A", "\"30\"");
        Variant(83376, "B", "\"-5.0\"", "\"moving_average_cost\":\"2.5\",");
        Variant(83377, "C", "null");
        Variant(83378, "D", "0");
        await Cart().SetStockAsync([Level("A", 20), Level("B", 0), Level("C", 1.50m), Level("D", 0)], "batch-7", Ct);
        var sent = Assert.Single(Posts);
        var adjustment = JsonNode.Parse(sent.Body)!["stock_adjustment"]!;
        Assert.Equal("stocktake", (string?)adjustment["reason"]);
        Assert.Equal(17003, (int)adjustment["stock_location_id"]!);
        Assert.StartsWith("Crossdock batch-7 ", (string?)adjustment["notes"], StringComparison.Ordinal);
        Assert.Equal(
            """[{"variant_id":83375,"quantity":-10},{"variant_id":83376,"quantity":5,"price":"2.5"},{"variant_id":83377,"quantity":1.5,"price":"0"}]""",
            adjustment["stock_adjustment_line_items"]!.ToJsonString()
        );
    }

    [Fact]
    public async Task Should_send_nothing_where_every_level_stands()
    {
        Variant(1, "A", "\"20.0\"");
        Assert.Empty(await Cart().SetStockAsync([Level("A", 20)], "batch-7", Ct));
        Assert.Empty(Posts);
    }

    [Fact]
    public async Task Should_say_why_an_item_cannot_be_set_and_set_the_others()
    {
        Variant(1, "A", "1");
        Variant(2, "UNMANAGED", "1")["manage_stock"] = false;
        Variant(3, "TWIN", "1");
        Variant(4, "TWIN", "1");
        Variant(5, "BUNDLE", "1")["composite"] = true;
        var refused = await Cart()
            .SetStockAsync(
                [Level("A", 2), Level("UNMANAGED", 2), Level("TWIN", 2), Level("BUNDLE", 2), Level("NONE", 2)],
                "batch-7",
                Ct
            );
        Assert.Equal(["BUNDLE", "NONE", "TWIN", "UNMANAGED"], refused.Keys.Order(StringComparer.Ordinal));
        Assert.Single(Posts);
    }

    [Fact]
    public async Task Should_not_let_one_bad_item_stop_the_others()
    {
        var levels = Enumerable.Range(1, 250).Select(id => Level($"S{id}", 5)).ToList();
        levels.ForEach(level => Variant(int.Parse(level.Sku[1..], CultureInfo.InvariantCulture), level.Sku, "1"));
        var accepted = 0;
        post = sent =>
        {
            if (sent.Body.Contains("\"variant_id\":77,", StringComparison.Ordinal))
            {
                return Script.Json("""{"errors":{"variant":["is locked"]}}""", HttpStatusCode.UnprocessableEntity);
            }

            accepted += JsonNode.Parse(sent.Body)!["stock_adjustment"]!["stock_adjustment_line_items"]!.AsArray().Count;
            return Script.Json("""{"stock_adjustment":{"id":1}}""", HttpStatusCode.Created);
        };
        var refused = await Cart().SetStockAsync(levels, "batch-7", Ct);
        Assert.Contains("is locked", Assert.Contains("S77", refused), StringComparison.Ordinal);
        Assert.Equal((1, 249), (refused.Count, accepted));
    }

    [Fact]
    public async Task Should_use_the_same_key_for_a_repeat_and_another_for_other_changes()
    {
        Variant(1, "A", "1");
        var cart = Cart();
        await cart.SetStockAsync([Level("A", 2)], "batch-7", Ct);
        await cart.SetStockAsync([Level("A", 2)], "batch-7", Ct);
        await cart.SetStockAsync([Level("A", 3)], "batch-7", Ct);
        await cart.SetStockAsync([Level("A", 2)], "batch-8", Ct);
        var keys = Posts.Select(sent => sent.IdempotencyKey).ToList();
        Assert.Equal(keys[0], keys[1]);
        Assert.Equal(3, keys.Distinct().Count());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_settle_a_duplicate_key_by_the_adjustments_that_are_there(bool there)
    {
        Variant(1, "A", "1");
        post = sent =>
        {
            var notes = JsonNode.Parse(sent.Body)!["stock_adjustment"]!["notes"]!.ToJsonString();
            adjustments = $$"""{"stock_adjustments":[{"id":1,"notes":{{(there ? notes : "null")}}}]}""";
            return Script.Json("""{"message":"Duplicate Idempotency Key header detected"}""", HttpStatusCode.Conflict);
        };
        var setting = Cart().SetStockAsync([Level("A", 2)], "batch-7", Ct);
        if (there)
        {
            Assert.Empty(await setting);
        }
        else
        {
            var problem = await Assert.ThrowsAsync<ConnectionProblemException>(() => setting);
            Assert.Equal(ConnectionProblem.Unclear, problem.Problem);
        }
    }

    [Fact]
    public async Task Should_take_the_primary_location_where_none_is_set()
    {
        Variant(1, "A", "1");
        await service.Cart().SetStockAsync([Level("A", 2)], "batch-7", Ct);
        Assert.Contains("\"stock_location_id\":17003", Assert.Single(Posts).Body, StringComparison.Ordinal);
    }
}
