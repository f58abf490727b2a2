using System.Net;
using System.Text.Json.Nodes;

namespace Crossdock.Sandbox.Tests;

/// <summary>What other clients and public documents send and expect.</summary>
public sealed class When_other_clients_call_the_cart : IAsyncLifetime
{
    private Running sandbox = null!;

    public async ValueTask InitializeAsync() => sandbox = await Running.StartAsync();

    public ValueTask DisposeAsync() => sandbox.DisposeAsync();

    [Theory]
    [InlineData("status=draft,finalized", "A,B")]
    [InlineData("status[]=draft&status[]=finalized", "A,B")]
    [InlineData("status=draft", "A")]
    [InlineData("status=&fulfillment_status=&ids=&order_number=&created_at_min=", "A,B,C")]
    [InlineData("status=deleted", "C")]
    [InlineData("order_number=B", "B")]
    public async Task Should_filter_by_lists_and_ignore_blank_filters(string query, string expected)
    {
        await PlaceAsync("A", status: "draft");
        await PlaceAsync("B");
        var deleted = await PlaceAsync("C");
        await PlaceAsync("D", status: "void");
        await sandbox.SendAsync(HttpMethod.Delete, $"/qbc/orders/{deleted}");

        var list = await sandbox.GetAsync($"/qbc/orders?{query}&order=id asc");

        Assert.Equal(expected.Split(','), list["orders"]!.AsArray().Select(order => (string)order!["order_number"]!));
        Assert.Equal(expected.Split(',').Length, (int)list["meta"]!["total"]!);
    }

    [Fact]
    public async Task Should_accept_an_order_without_price_and_billing_address_dated_day_month_year()
    {
        var (company, address, variant) = await PartiesAsync();

        var made = await sandbox.PostAsync(
            "/qbc/orders",
            new
            {
                order = new
                {
                    company_id = company,
                    shipping_address_id = address,
                    issued_at = "21-02-2018",
                    ship_at = "05-03-2018",
                    order_line_items = new[] { new { variant_id = variant, quantity = 2 } },
                },
            }
        );

        var order = made["order"]!;
        Assert.Equal(("2018-02-21", "2018-03-05"), ((string)order["issued_at"]!, (string)order["ship_at"]!));
        Assert.Null(order["billing_address_id"]);
        var lines = await sandbox.GetAsync($"/qbc/order_line_items?order_id={order["id"]}");
        Assert.Equal("14.5", (string)lines["order_line_items"]![0]!["price"]!);
    }

    [Fact]
    public async Task Should_read_a_form()
    {
        var (company, address, variant) = await PartiesAsync();
        using var form = new FormUrlEncodedContent([
            new("order[company_id]", $"{company}"),
            new("order[shipping_address_id]", $"{address}"),
            new("order[billing_address_id]", ""),
            new("order[issued_at]", "2026-03-01"),
            new("order[status]", ""),
            new("order[tags][]", "web"),
            new("order[tags][]", "gift"),
            new("order[order_line_items][][variant_id]", $"{variant}"),
            new("order[order_line_items][][quantity]", "3"),
            new("order[order_line_items][][variant_id]", $"{variant}"),
            new("order[order_line_items][][quantity]", "4"),
            new("order[order_line_items][][freeform]", "0"),
        ]);

        using var response = await sandbox.Http.PostAsync("/qbc/orders", form);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var order = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["order"]!;
        Assert.Equal(["web", "gift"], order["tags"]!.AsArray().Select(tag => (string)tag!));
        var lines = await sandbox.GetAsync($"/qbc/order_line_items?order_id={order["id"]}&order=id asc");
        Assert.Equal(["3.0", "4.0"], lines["order_line_items"]!.AsArray().Select(line => (string)line!["quantity"]!));
    }

    [Fact]
    public async Task Should_read_the_parameters_of_a_PUT_from_its_query()
    {
        var id = await PlaceAsync("A");

        var (status, _) = await sandbox.SendAsync(HttpMethod.Put, $"/qbc/orders/{id}?order[notes]=Ring%20twice");

        Assert.Equal(HttpStatusCode.NoContent, status);
        Assert.Equal("Ring twice", (string)(await sandbox.GetAsync($"/qbc/orders/{id}"))["order"]!["notes"]!);
    }

    [Theory]
    [InlineData("/qbc/companies", "company", "name")]
    [InlineData("/qbc/addresses", "address", "company_id")]
    [InlineData("/qbc/orders", "order", "company_id")]
    [InlineData("/qbc/stock_adjustments", "stock_adjustment", "stock_location_id")]
    [InlineData("/qbc/webhooks", "webhook", "address")]
    [InlineData("/qbc/invoices", "invoice", "order_id")]
    public async Task Should_name_the_invalid_field_in_every_422(string path, string envelope, string field)
    {
        using var form = new FormUrlEncodedContent([new($"{envelope}[{field}]", "")]);

        using var response = await sandbox.Http.PostAsync(path, form);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.NotEmpty(body["errors"]![field]!.AsArray());
    }

    [Theory]
    [InlineData("users", "user")]
    [InlineData("currencies", "currency")]
    [InlineData("payment_terms", "payment_term")]
    [InlineData("payment_methods", "payment_method")]
    [InlineData("tax_types", "tax_type")]
    [InlineData("products", "product")]
    [InlineData("contacts", "contact")]
    [InlineData("invoices", "invoice")]
    [InlineData("invoice_line_items", "invoice_line_item")]
    public async Task Should_list_and_show_the_other_resources_that_clients_read(string plural, string singular)
    {
        await sandbox.PostAsync($"/qbc/orders/{await PlaceAsync("A")}/actions/invoice");

        var listed = await sandbox.GetAsync($"/qbc/{plural}");

        var first = listed[plural]![0]!;
        var shown = await sandbox.GetAsync($"/qbc/{plural}/{first["id"]}");
        Assert.True(JsonNode.DeepEquals(first, shown[singular]));
        var filtered = await sandbox.GetAsync($"/qbc/{plural}?ids={first["id"]}");
        Assert.Equal(1, (int)filtered["meta"]!["total"]!);
    }

    [Fact]
    public async Task Should_show_the_user_of_the_token()
    {
        Assert.Equal("active", (string)(await sandbox.GetAsync("/qbc/users/current"))["user"]!["status"]!);
    }

    [Fact]
    public async Task Should_answer_the_composition_of_a_variant()
    {
        var (_, _, variant) = await PartiesAsync();

        foreach (var path in (string[])["composition", $"composition/{variant}", $"{variant}/composition"])
        {
            Assert.Empty((await sandbox.GetAsync($"/qbc/variants/{path}"))["composition"]!.AsArray());
        }

        Assert.Equal(
            HttpStatusCode.NotFound,
            (await sandbox.SendAsync(HttpMethod.Get, "/qbc/variants/1/composition")).Status
        );
    }

    [Fact]
    public async Task Should_accept_webhooks_for_every_event_of_the_service_only()
    {
        foreach (var name in (string[])["address.update", "invoice.create", "stock_transfer.create", "variant.create"])
        {
            await sandbox.PostAsync("/qbc/webhooks", Webhook(name));
        }

        var (status, _) = await sandbox.SendAsync(HttpMethod.Post, "/qbc/webhooks", Webhook("order.update"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
    }

    [Fact]
    public async Task Should_apply_a_line_discount_as_a_percentage()
    {
        var id = (int)
            (
                await sandbox.PostAsync(
                    "/sandbox/orders",
                    new
                    {
                        shipMethod = "",
                        lines = new[]
                        {
                            new
                            {
                                sku = "MUG-BLU",
                                quantity = 1,
                                price = 189.0,
                                discount = 11.0,
                            },
                        },
                    }
                )
            )["id"]!;

        var body = await sandbox.GetAsync($"/qbc/orders/{id}?include=order_line_items");

        Assert.Equal("168.21", (string)body["order"]!["total"]!);
        Assert.Equal("11.0", (string)body["order_line_items"]![0]!["discount"]!);
    }

    private static object Webhook(string name) =>
        new { webhook = new { address = "http://hub.invalid/hook", @event = name } };

    private async Task<int> PlaceAsync(string number, string status = "finalized") =>
        (int)(await sandbox.PostAsync("/sandbox/orders", new { number, status }))["id"]!;

    private async Task<(int Company, int Address, int Variant)> PartiesAsync()
    {
        var company = (int)
            (await sandbox.PostAsync("/qbc/companies", new { company = new { name = "B2B" } }))["company"]!["id"]!;
        var address = await sandbox.PostAsync(
            "/qbc/addresses",
            new { address = new { company_id = company, address1 = "12 Park Ave" } }
        );
        var variant = (await sandbox.GetAsync("/qbc/variants?sku=MUG-BLU"))["variants"]![0]!;
        return (company, (int)address["address"]!["id"]!, (int)variant["id"]!);
    }
}
