using System.Text.Json.Nodes;
using Crossdock.OrderRouter.Tests.Support;
using Crossdock.Platform.Api;

namespace Crossdock.OrderRouter.Tests.CartRoverApi;

/// <summary>One conversation for each kind of client, in the bytes that it sends; asserted is what it reads of the answers.</summary>
public sealed class When_a_client_of_CartRover_is_pointed_here(RouterHost router)
{
    /// <summary>The official PHP client: Basic, a trailing question mark, and a list even for one order.</summary>
    [Fact]
    public async Task Should_understand_the_PHP_client()
    {
        var shop = await PostedScenario.CreateAsync(router, KeyLevel.Merchant);
        var reference = PostedScenario.Reference("TEST21");

        var posted = await shop.SendAsync(
            $"POST /v1/cart/orders/cartrover? HTTP/1.1\n{shop.Basic}\nContent-Type: application/json\nAccept: */*",
            $$"""
            [{"cust_ref":"{{reference}}","cust_company":"","cust_first_name":"Ada","cust_last_name":"Example","ship_company":"Sample Works",
            "ship_address_1":"12 Sample Street","ship_city":"Springfield","ship_state":"NJ","ship_zip":"07081","ship_country":"USA",
            "ship_is_billing":false,"shipping_handling":0,"grand_total":"8.80","ship_code":"Standard","gift_wrap":null,
            "items":[{"line_no":1,"item":"TEE-S","quantity":2,"price":"4.40","discount":0}]}]
            """
        );

        Assert.Equal(200, posted.Status);
        Assert.Equal(
            (true, reference, reference),
            (posted.IsSuccess, (string?)posted.Body["cust_ref"], (string?)posted.Body["order_number"])
        );
        Assert.False(posted.Body.ContainsKey("response"));

        await shop.DeliverAsync(reference);
        var read = await shop.SendAsync(
            $"GET /v1/merchant/orders/{reference}? HTTP/1.1\n{shop.Basic}\nContent-Type: application/json"
        );
        Assert.Equal("at_wms", (string?)read.Response["order_status"]);
        var inventory = await shop.SendAsync(
            $"GET /v1/merchant/inventory?limit=2&page=1 HTTP/1.1\n{shop.Basic}\nContent-Type: application/json"
        );
        Assert.True(inventory.IsSuccess);

        var canceled = await shop.SendAsync(
            $"POST /v1/cart/orders/cancel/cartrover? HTTP/1.1\n{shop.Basic}\nContent-Type: application/json",
            $$"""{"cust_ref":"{{reference}}"}"""
        );
        Assert.True(canceled.IsSuccess, canceled.Text);
        Assert.True((await shop.PublishedAsync(reference, isVoid: true)).IsVoid);
    }

    /// <summary>The Ruby client of 2016: keys in the address, also with a POST, and a form that says it is JSON.</summary>
    [Fact]
    public async Task Should_understand_the_older_Ruby_client()
    {
        var shop = await PostedScenario.CreateAsync(router);
        var reference = PostedScenario.Reference("RB16");

        var posted = await shop.SendAsync(
            $"POST /v1/cart/orders/cartrover?{shop.Query} HTTP/1.1\nContent-Type: application/json\nAccept: */*; q=0.5, application/xml\nUser-Agent: Ruby",
            $"cust_ref={reference}&ship_first_name=Ada&ship_last_name=Example&ship_address_1=12+Sample+Street%2C+Back&ship_city=Springfield"
                + "&ship_state=NJ&ship_zip=07081&ship_country=US&ship_code=Standard&extra_fields[color]=blue"
                + "&items[][item]=TEE-S&items[][quantity]=2&items[][item]=MUG&items[][quantity]=1&items[][extra_fields][engraving]=A%26B"
        );
        Assert.True(posted.IsSuccess, posted.Text);
        Assert.Matches("^[0-9]+$", posted.Headers["X-CartRover-Api-Minute-Hits-Remaining"].Single());
        Assert.NotEmpty(posted.Headers["X-CartRover-Process-ID"].Single());

        var read = (
            await shop.SendAsync(
                $"GET /v1/cart/orders/{reference}?{shop.Query}&include_order_extras=Y&include_line_extras=Y HTTP/1.1"
            )
        ).Response;
        Assert.Equal("12 Sample Street, Back", (string?)read["ship_address_1"]);
        Assert.Equal("blue", (string?)read["extra_fields"]!["color"]);
        Assert.Equal(
            [("TEE-S", "2"), ("MUG", "1")],
            read["items"]!.AsArray().Select(item => ((string)item!["item"]!, (string)item["quantity"]!))
        );
        Assert.Equal("A&B", (string?)read["items"]![1]!["extra_fields"]!["engraving"]);

        // It reads status_message before message.
        var twice = await shop.SendAsync(
            $"POST /v1/cart/orders/cartrover?{shop.Query} HTTP/1.1",
            PostedScenario.Order(reference).ToJsonString()
        );
        Assert.Equal(
            (200, false, "Failure", "OrderDuplicate"),
            (twice.Status, twice.IsSuccess, (string?)twice.Body["error_code"], twice.Message)
        );
        Assert.Equal("OrderDuplicate", (string?)twice.Body["message"]);
        var canceled = await shop.SendAsync(
            $"POST /v1/cart/orders/cancel?{shop.Query} HTTP/1.1\nContent-Type: application/json",
            $"cust_ref={reference}"
        );
        Assert.True(canceled.IsSuccess, canceled.Text);
    }

    /// <summary>The Ruby gem of 2024: a batch, and a status that it sets itself.</summary>
    [Fact]
    public async Task Should_understand_the_newer_Ruby_client()
    {
        var shop = await PostedScenario.CreateAsync(router);
        var (known, added) = (PostedScenario.Reference("RB24A"), PostedScenario.Reference("RB24B"));
        await shop.PostOrderAsync(known);

        var batch = await shop.PostAsync(
            "/v1/cart/orders/batch",
            new JsonArray(
                JsonNode.Parse(
                    $$"""
                    {"cust_ref":"{{added}}","ship_company":"Sample Works","ship_address_1":"12 Sample Street","ship_address_2":"Suite 1","ship_city":"Springfield",
                     "ship_state":"NJ","ship_zip":"07081","ship_country":"USA","ship_is_billing":true,"ship_code":"Standard","sub_total":14,"order_discount":2,"tax":1,
                     "grand_total":15,"extra_fields":{"some_custom_field":"some_value"},
                     "items":[{"item":"TEE-S","price":4.4,"quantity":2,"extended_amount":9},{"item":"MUG","quantity":1,"price":"5.00","extended_amount":5}]}
                    """
                ),
                PostedScenario.Order(known),
                PostedScenario.Order(null)
            )
        );
        Assert.Equal(
            $$"""{"success":[{"cust_ref":"{{added}}","cust_po_no":"{{added}}"}],"failed":[{"cust_ref":"{{known}}","cust_po_no":null,"message":"OrderDuplicate"},{"cust_ref":null,"cust_po_no":null,"index_pos":2,"message":"Order missing required field(s): cust_ref"}]}""",
            batch.Response.ToJsonString()
        );

        var read = (await shop.GetAsync($"/v1/cart/orders/{added}")).Response;
        Assert.Equal(
            ("14.00", "2.00", "1.00", "0.00", "15.00"),
            (
                (string?)read["sub_total"],
                (string?)read["order_discount"],
                (string?)read["sales_tax"],
                (string?)read["shipping_handling"],
                (string?)read["grand_total"]
            )
        );
        var line = read["items"]![0]!;
        Assert.Equal(
            ("4.4000", "0.0000", "9.00"),
            ((string?)line["price"], (string?)line["discount"], (string?)line["extended_amount"])
        );
        Assert.Equal(("USA", "Sample Works"), ((string?)read["ship_country"], (string?)read["cust_company"]));

        await shop.DeliverAsync(known);
        var early = await shop.PostAsync(
            $"/v1/cart/orders/update/{known}",
            new JsonObject { ["order_status"] = "confirmed" }
        );
        Assert.Equal((200, false), (early.Status, early.IsSuccess));
        await shop.ShipAsync(known, "1ZRB24");
        var confirmed = await shop.PostAsync(
            $"/v1/cart/orders/update/{known}",
            JsonNode.Parse("""{"order_status":"confirmed","shipments":[{"tracking_no":"1ZRB24"}]}""")!
        );
        Assert.Equal("""{"success_code":true}""", confirmed.Text);
    }

    /// <summary>A TypeScript worker: flags in the address, a status that is repeated in the query, and the count in a header.</summary>
    [Fact]
    public async Task Should_understand_the_TypeScript_worker()
    {
        var (shop, reference) = await ShippedAsync("TS", "1ZTS1");

        var list = await shop.SendAsync(
            $"GET /v1/cart/orders/list/shipped?status=shipped&from_date={Uri.EscapeDataString(DateTimeOffset.UtcNow.AddHours(-1).ToString("yyyy-MM-ddTHH:mm:sszzz", null))}&limit=100&page=1&include_filtered_items=Y&include_order_extras=Y&include_line_extras=Y&include_aliases=Y HTTP/1.1\n{shop.Basic}\nContent-Type: application/json"
        );

        Assert.True(int.Parse(list.Headers["total-records"].Single(), null) >= 1);
        var listed = Assert.Single(list.List, order => (string?)order!["cust_ref"] == reference)!;
        Assert.Equal(
            ("shipped", "2", "0", "2", "[]"),
            (
                (string?)listed["order_status"],
                (string?)listed["total_qty"],
                (string?)listed["num_to_ship"],
                (string?)listed["num_shipped"],
                listed["items"]![0]!["aliases"]!.ToJsonString()
            )
        );
        var status = (await shop.GetAsync($"/v1/cart/orders/status/{reference}")).Response;
        var shipment = status["shipments"]![0]!;
        Assert.Equal(
            ("United Parcel Service", "UPS GROUND", "1ZTS1", "0.50", "2026-08-27T02:24:58+00:00"),
            (
                (string?)shipment["carrier"],
                (string?)shipment["method"],
                (string?)shipment["tracking_no"],
                (string?)shipment["package_weight_lbs"],
                (string?)shipment["date"]
            )
        );
        Assert.Equal(
            ("TEE-S", "2", "1"),
            (
                (string?)shipment["items"]![0]!["item"],
                (string?)shipment["items"]![0]!["quantity"],
                (string?)shipment["items"]![0]!["carton_num"]
            )
        );
    }

    /// <summary>A Python client with httpx: references percent-encoded, pages until one is short.</summary>
    [Fact]
    public async Task Should_understand_the_Python_client()
    {
        var shop = await PostedScenario.CreateAsync(router);
        var reference = $"PY/{PostedScenario.Reference("#1 ä")}";
        await shop.PostOrderAsync(reference);

        var encoded = await shop.GetAsync($"/v1/cart/orders/status/{Uri.EscapeDataString(reference)}");
        Assert.Equal(
            (reference, "new"),
            ((string?)encoded.Response["cust_ref"], (string?)encoded.Response["order_status"])
        );

        var past = await shop.GetAsync(
            "/v1/cart/orders/list/any?from_date=2026-01-01T00:00:00%2B00:00&limit=100&page=1000"
        );
        Assert.Equal("""{"success_code":true,"response":[]}""", past.Text);
        var none = await shop.GetAsync("/v1/cart/orders/NOWHERE");
        Assert.Equal((200, false, "Invalid"), (none.Status, none.IsSuccess, (string?)none.Body["error_code"]));
    }

    /// <summary>A batch program in VB.NET: keys in the address, a date without leading zeros, and values that it reads without asking.</summary>
    [Fact]
    public async Task Should_understand_the_batch_programs()
    {
        var (shop, reference) = await ShippedAsync("VB", "1ZVB1");

        var list = await shop.SendAsync(
            $"GET /v1/cart/orders/list/shipped_or_confirmed?{shop.Query}&from_date=2021-2-6&limit=250 HTTP/1.1"
        );

        var order = Assert.Single(list.List, one => (string?)one!["cust_ref"] == reference)!.AsObject();
        Assert.InRange(list.List.Count, 1, 100);
        string[] indexed =
        [
            "updated_date_time",
            "cust_ref",
            "cust_company",
            "cust_first_name",
            "cust_address_1",
            "cust_zip",
            "ship_title",
            "ship_address_3",
            "ship_e_mail",
            "requested_ship_date",
            "order_source",
            "order_date",
            "order_status",
            "mark_in_progress_date",
            "delivered_to_wms_date",
            "shipping_instructions",
        ];
        Assert.All(indexed, name => Assert.True(order.ContainsKey(name), name));
        var item = order["items"]![0]!.AsObject();
        Assert.True(item.ContainsKey("Description") && item.ContainsKey("line_item_id"));
        Assert.Equal("United Parcel Service", (string?)order["shipments"]![0]!["carrier"]);
    }

    /// <summary>integrator.io asks for the inventory to see whether a connection works.</summary>
    [Fact]
    public async Task Should_answer_the_ping_of_integrator_io()
    {
        var shop = await PostedScenario.CreateAsync(router);

        var ping = await shop.SendAsync($"GET /v1/merchant/inventory HTTP/1.1\n{shop.Basic}\nAccept: application/json");

        Assert.Equal((200, true), (ping.Status, ping.IsSuccess));
    }

    /// <summary>Web shops in PHP and JavaScript: once an order is shipped they read its first parcel.</summary>
    [Fact]
    public async Task Should_have_a_parcel_wherever_an_order_is_shipped()
    {
        var (shop, reference) = await ShippedAsync("LARA", "1ZLARA");

        foreach (
            var request in (string[])
                [
                    $"GET /v1/cart/orders/status/{reference} HTTP/1.1\n{shop.Basic}",
                    $"GET /v1/cart/orders/status/{reference}?{shop.Query} HTTP/1.1",
                ]
        )
        {
            var status = (await shop.SendAsync(request)).Response;
            Assert.Equal("shipped", (string?)status["order_status"]);
            Assert.Equal("1ZLARA", (string?)status["shipments"]![0]!["tracking_no"]);
        }

        var canceled = (await shop.GetAsync($"/v1/cart/orders/wms_cancel/{reference}")).Response;
        Assert.Equal(
            (false, "The order is already shipped."),
            ((bool)canceled["success"]!, (string?)canceled["message"])
        );
    }

    /// <summary>One program sends its only line without a list, and its pair as a bearer token.</summary>
    [Fact]
    public async Task Should_take_a_single_line_without_a_list()
    {
        var shop = await PostedScenario.CreateAsync(router);
        var reference = PostedScenario.Reference("ONE");
        var order = PostedScenario.Order(reference);
        order["items"] = new JsonObject { ["item"] = "TEE-S", ["quantity"] = "2" };

        var posted = await shop.SendAsync(
            $"POST /v1/cart/orders/cartrover HTTP/1.1\n{shop.Basic.Replace("Basic", "Bearer", StringComparison.Ordinal)}\nContent-Type: application/json",
            order.ToJsonString()
        );

        Assert.True(posted.IsSuccess, posted.Text);
        Assert.Equal(2, Assert.Single((await shop.PublishedAsync(reference)).Lines).Quantity);
    }

    private async Task<(PostedScenario Shop, string Reference)> ShippedAsync(string name, string tracking)
    {
        var shop = await PostedScenario.CreateAsync(router);
        var reference = PostedScenario.Reference(name);
        await shop.PostOrderAsync(reference);
        await shop.DeliverAsync(reference);
        await shop.ShipAsync(reference, tracking);
        await shop.ConfirmAsync(reference, tracking);
        return (shop, reference);
    }
}
