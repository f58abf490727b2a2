using System.Net;
using System.Text.Json.Nodes;

namespace Crossdock.Sandbox.Tests;

public sealed class When_a_client_writes_to_the_cart : IAsyncLifetime
{
    private Running sandbox = null!;
    private JsonNode order = null!;

    public async ValueTask InitializeAsync()
    {
        sandbox = await Running.StartAsync();
        order = await sandbox.PostAsync(
            "/sandbox/orders",
            new { number = "A 1", lines = new[] { new { sku = "MUG-BLU", quantity = 3 } } }
        );
    }

    public ValueTask DisposeAsync() => sandbox.DisposeAsync();

    private int OrderId => (int)order["id"]!;

    private int LineId => (int)order["lines"]![0]!["id"]!;

    [Fact]
    public async Task Should_move_the_order_and_the_stock_as_fulfillments_arrive()
    {
        await Fulfil(1);
        var partial = (await sandbox.GetAsync($"/qbc/orders/{OrderId}"))["order"]!;
        var stock = (await Mug())["locations"]![0]!;
        await Fulfil(2);
        var whole = (await sandbox.GetAsync($"/qbc/orders/{OrderId}"))["order"]!;

        Assert.Equal(("finalized", "partial"), ((string)partial["status"]!, (string)partial["fulfillment_status"]!));
        Assert.Equal(("499", "2"), ((string)stock["stock_on_hand"]!, (string)stock["committed"]!));
        Assert.Equal(("fulfilled", "shipped"), ((string)whole["status"]!, (string)whole["fulfillment_status"]!));
        Assert.Equal(0, (int)(await Mug())["locations"]![0]!["committed"]!);
    }

    [Fact]
    public async Task Should_keep_a_packed_fulfillment_from_moving_stock_until_it_is_fulfilled()
    {
        var made = await sandbox.PostAsync("/qbc/fulfillments", Fulfillment(3, status: null));
        var packed = (await sandbox.GetAsync($"/qbc/orders/{OrderId}"))["order"]!;
        var id = (int)made["fulfillment"]!["id"]!;
        var (status, _) = await sandbox.SendAsync(
            HttpMethod.Put,
            $"/qbc/fulfillments/{id}",
            new { fulfillment = new { status = "fulfilled", tracking_number = "1Z9" } }
        );
        var list = await sandbox.GetAsync($"/qbc/fulfillments?order_id={OrderId}");

        Assert.Equal("packed", (string)made["fulfillment"]!["status"]!);
        Assert.Equal(
            ("packed", "unshipped"),
            ((string)packed["packed_status"]!, (string)packed["fulfillment_status"]!)
        );
        Assert.Contains(status, new[] { HttpStatusCode.OK, HttpStatusCode.NoContent });
        Assert.Equal("1Z9", (string)list["fulfillments"]![0]!["tracking_number"]!);
        Assert.Equal(LineId, (int)list["fulfillment_line_items"]![0]!["order_line_item_id"]!);
        Assert.Equal("497", (string)(await Mug())["stock_on_hand"]!);
    }

    [Fact]
    public async Task Should_refuse_more_than_is_left_to_fulfil()
    {
        await Fulfil(2);

        var (status, body) = await sandbox.SendAsync(HttpMethod.Post, "/qbc/fulfillments", Fulfillment(2));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.NotNull(body!["errors"]!["quantity"]);
    }

    [Fact]
    public async Task Should_refuse_a_fulfillment_without_lines()
    {
        var (status, body) = await sandbox.SendAsync(
            HttpMethod.Post,
            "/qbc/fulfillments",
            new { fulfillment = new { order_id = OrderId } }
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal("Cannot create or update a Fulfillment without line items", (string)body!["message"]!);
        Assert.NotEmpty(body["errors"]!.AsObject());
    }

    [Fact]
    public async Task Should_require_the_envelope()
    {
        var (status, body) = await sandbox.SendAsync(HttpMethod.Post, "/qbc/fulfillments", new { order_id = OrderId });

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("Required parameter missing: fulfillment", (string)body!["message"]!);
    }

    [Fact]
    public async Task Should_fulfil_the_whole_order_by_its_action()
    {
        await sandbox.PostAsync(
            $"/qbc/orders/{OrderId}/actions/fulfil",
            new { fulfillment = new { tracking_number = "1Z7", tracking_company = "UPS" } }
        );

        var list = await sandbox.GetAsync($"/qbc/fulfillments?order_id={OrderId}&status=fulfilled");
        Assert.Equal("1Z7", (string)Assert.Single(list["fulfillments"]!.AsArray())!["tracking_number"]!);
    }

    [Fact]
    public async Task Should_move_stock_by_deltas_alone()
    {
        var variant = await Mug();
        var (put, _) = await sandbox.SendAsync(
            HttpMethod.Put,
            $"/qbc/variants/{variant["id"]}",
            new { variant = new { stock_on_hand = "9" } }
        );
        var unchanged = (string)(await Mug())["stock_on_hand"]!;
        await Adjust(new { variant_id = (int)variant["id"]!, quantity = -600 });

        Assert.Equal(HttpStatusCode.NoContent, put);
        Assert.Equal("500", unchanged);
        Assert.Equal("-100", (string)(await Mug())["stock_on_hand"]!);
    }

    [Fact]
    public async Task Should_require_a_price_when_stock_is_added()
    {
        var (status, body) = await Adjust(new { variant_id = (int)(await Mug())["id"]!, quantity = "2.0" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal("can't be blank", (string)body!["errors"]!["price"]![0]!);
    }

    [Fact]
    public async Task Should_answer_an_address_with_200_and_an_order_with_204()
    {
        var shown = (await sandbox.GetAsync($"/qbc/orders/{OrderId}"))["order"]!;

        var (address, body) = await sandbox.SendAsync(
            HttpMethod.Put,
            $"/qbc/addresses/{shown["shipping_address_id"]}",
            new { address = new { city = "Troy" } }
        );
        var (put, _) = await sandbox.SendAsync(
            HttpMethod.Put,
            $"/qbc/orders/{OrderId}",
            new { order = new { notes = "x" } }
        );

        Assert.Equal((HttpStatusCode.OK, "Troy"), (address, (string)body!["address"]!["city"]!));
        Assert.Equal(HttpStatusCode.NoContent, put);
    }

    [Fact]
    public async Task Should_detect_a_second_use_of_an_idempotency_key()
    {
        var first = await Keyed("k1", Fulfillment(1));
        var second = await Keyed("k1", Fulfillment(1));
        var refused = await Keyed("k2", Fulfillment(99));
        var corrected = await Keyed("k2", Fulfillment(1));

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Contains(
            "Duplicate Idempotency Key header detected",
            await second.Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal(HttpStatusCode.Created, corrected.StatusCode);
    }

    private async Task<HttpResponseMessage> Keyed(string key, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/qbc/fulfillments");
        request.Headers.Add("Idempotency-Key", key);
        request.Content = System.Net.Http.Json.JsonContent.Create(body);
        return await sandbox.Http.SendAsync(request);
    }

    private Task<JsonNode> Fulfil(int quantity) => sandbox.PostAsync("/qbc/fulfillments", Fulfillment(quantity));

    private object Fulfillment(int quantity, string? status = "fulfilled") =>
        new
        {
            fulfillment = new
            {
                order_id = OrderId,
                status,
                fulfillment_line_items = new[] { new { order_line_item_id = LineId, quantity } },
            },
        };

    private Task<(HttpStatusCode Status, JsonNode? Body)> Adjust(object line) =>
        sandbox.SendAsync(
            HttpMethod.Post,
            "/qbc/stock_adjustments",
            new
            {
                stock_adjustment = new
                {
                    reason = "stocktake",
                    stock_location_id = 17001,
                    stock_adjustment_line_items = new[] { line },
                },
            }
        );

    private async Task<JsonNode> Mug() => (await sandbox.GetAsync("/qbc/variants?sku=MUG-BLU"))["variants"]![0]!;
}
