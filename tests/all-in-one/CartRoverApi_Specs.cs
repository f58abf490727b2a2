using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Crossdock.Platform.Api;
using Crossdock.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.AllInOne.Tests;

/// <summary>A client of CartRover whose host was changed: its order goes to the warehouse like any other.</summary>
public sealed class When_a_client_of_CartRover_posts_an_order : HubOnSandbox
{
    protected override IEnumerable<KeyValuePair<string, string?>> Changes =>
        [new("Warehouses:acme-warehouse:ShipmentPollInterval", "00:00:01")];

    [Fact]
    public async Task Should_ship_it_and_show_its_tracking_number()
    {
        using var client = await ClientAsync();
        var posted = await AskAsync(client, "cart/orders/cartrover", Order("SHOP/1"));
        Assert.Equal("SHOP/1", (string?)posted["cust_ref"]);
        var status = await UntilStatusAsync(client, "SHOP/1", "at_wms");
        Assert.NotNull(status["delivered_to_wms_date"]);
        Assert.Empty(status["shipments"]!.AsArray());

        var ticket = await TicketAsync("SHOP/1");
        await ControlAsync($"tickets/{ticket["number"]}/ship");

        status = await UntilStatusAsync(client, "SHOP/1", "shipped");
        var shipment = Assert.Single(status["shipments"]!.AsArray())!;
        var parcel = (await TicketAsync("SHOP/1"))["parcels"]!.AsArray().Single()!;
        Assert.Equal((string?)parcel["trackingNumber"], (string?)shipment["tracking_no"]);
        var item = Assert.Single(shipment["items"]!.AsArray())!;
        Assert.Equal(("MUG-BLU", "2"), ((string?)item["item"], (string?)item["quantity"]));

        // The client has seen it: from then on it is confirmed for it, too.
        await UntilAsync("SHOP/1", "confirmed");
        Assert.Equal("shipped", (string?)(await StatusAsync(client, "SHOP/1"))["order_status"]);
        await AskAsync(client, "cart/orders/update/SHOP%2F1", new { order_status = "confirmed" });
        Assert.Equal("confirmed", (string?)(await StatusAsync(client, "SHOP/1"))["order_status"]);
        var listed = await ListAsync(client, "confirmed");
        Assert.Equal("SHOP/1", (string?)Assert.Single(listed)!["cust_ref"]);
        Assert.Empty(await ListAsync(client, "shipped"));
    }

    [Fact]
    public async Task Should_cancel_it_at_the_warehouse_before_it_answers()
    {
        using var client = await ClientAsync();
        await AskAsync(client, "cart/orders/cartrover", Order("SHOP-2"));
        await UntilStatusAsync(client, "SHOP-2", "at_wms");

        var canceled = await client.GetFromJsonAsync<JsonObject>("cart/orders/wms_cancel/SHOP-2", Ct);

        Assert.True((bool)canceled!["response"]!["success"]!, canceled.ToJsonString());
        Assert.Equal("canceled", (string?)(await StatusAsync(client, "SHOP-2"))["order_status"]);
        Assert.Equal("Cancelled", (string?)(await TicketAsync("SHOP-2"))["status"]);
    }

    [Fact]
    public async Task Should_say_that_it_is_too_late_to_cancel_what_has_shipped()
    {
        using var client = await ClientAsync();
        await AskAsync(client, "cart/orders/cartrover", Order("SHOP-3"));
        await UntilStatusAsync(client, "SHOP-3", "at_wms");
        await ControlAsync($"tickets/{(await TicketAsync("SHOP-3"))["number"]}/ship");
        await UntilStatusAsync(client, "SHOP-3", "shipped");

        var canceled = await client.GetFromJsonAsync<JsonObject>("cart/orders/wms_cancel/SHOP-3", Ct);

        Assert.False((bool)canceled!["response"]!["success"]!);
        Assert.NotEmpty((string)canceled["response"]!["message"]!);
    }

    private async Task<HttpClient> ClientAsync()
    {
        var key = await Services
            .GetRequiredService<ApiKeyStore>()
            .AddAsync("shop", new KeyScope(KeyLevel.Cart, [HubSettings.ApiCart], null), Ct);
        return new()
        {
            BaseAddress = new Uri(Hub.BaseAddress!, "/v1/"),
            DefaultRequestHeaders =
            {
                Authorization = new AuthenticationHeaderValue(
                    "Basic",
                    Convert.ToBase64String(Encoding.ASCII.GetBytes($"shop:{key!.Split('.')[^1]}"))
                ),
            },
        };
    }

    private static object Order(string reference) =>
        new
        {
            cust_ref = reference,
            ship_first_name = "Ada",
            ship_last_name = "Example",
            ship_address_1 = "12 Sample Street",
            ship_city = "Springfield",
            ship_state = "NJ",
            ship_zip = "07081",
            ship_country = "USA",
            ship_is_billing = true,
            ship_code = "Standard",
            items = new[]
            {
                new
                {
                    item = "MUG-BLU",
                    quantity = "2",
                    price = 4.4,
                },
            },
        };

    private static async Task<JsonObject> AskAsync(HttpClient client, string path, object body)
    {
        using var answer = await client.PostAsJsonAsync(path, body, Ct);
        var read = (await answer.Content.ReadFromJsonAsync<JsonObject>(Ct))!;
        Assert.True((bool)read["success_code"]!, read.ToJsonString());
        return read;
    }

    private static async Task<JsonArray> ListAsync(HttpClient client, string status) =>
        (await client.GetFromJsonAsync<JsonObject>($"cart/orders/list/{status}", Ct))!["response"]!.AsArray();

    private static async Task<JsonObject> StatusAsync(HttpClient client, string reference) =>
        (await client.GetFromJsonAsync<JsonObject>($"cart/orders/status/{reference}?", Ct))!["response"]!.AsObject();

    private static async Task<JsonObject> UntilStatusAsync(HttpClient client, string reference, string status)
    {
        await Wait.UntilAsync(
            async () => (string?)(await StatusAsync(client, reference))["order_status"] == status,
            Wait.Timeout,
            async () => $"{reference} to be {status}: {await StatusAsync(client, reference)}"
        );
        return await StatusAsync(client, reference);
    }
}
