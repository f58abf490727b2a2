using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Crossdock.AllInOne.Tests;

/// <summary>People ship in the cart what is at the warehouse; the hub tells it from its own parcels as soon as it reads the order.</summary>
public sealed class When_people_ship_in_the_cart_what_is_at_the_warehouse : HubOnSandbox
{
    [Fact]
    public async Task Should_be_an_exception_beside_parcels_of_the_hub()
    {
        var placed = await PlaceAsync(
            "B-1",
            new { number = "B-1", lines = new[] { new { sku = "MUG-BLU", quantity = 4 } } }
        );
        await PullAsync("B-1");
        await UntilAsync("B-1", "at_wms");
        var ticket = await TicketAsync("B-1");
        await ShipAsync(ticket, 2);
        await UntilAsync("B-1", "partial");
        await PullAsync("B-1");
        Assert.Equal("partial", (string?)(await OrderAsync("B-1"))!["status"]);

        await FulfilByHandAsync(placed, 1);
        await PullAsync("B-1");

        var order = await UntilAsync("B-1", "error");
        Assert.Contains("1 of MUG-BLU", (string?)order["reason"], StringComparison.Ordinal);
    }

    private Task PullAsync(string number) => PostAsync("orders/pull", new { connection = "acme-cart", number });

    /// <summary>The warehouse ships a part, and the hub reads of it.</summary>
    private async Task ShipAsync(JsonObject ticket, int quantity)
    {
        var item = ticket
            .Select(one => one.Value)
            .OfType<JsonArray>()
            .First(list => list.Count > 0 && list[0]?["upc"] is not null)[0]!;
        await ControlAsync(
            $"tickets/{ticket["number"]}/ship",
            new { items = new[] { new { upc = (string)item["upc"]!, quantity } }, trackingNumber = "1ZOURS" }
        );
        await PostAsync("reconcile", new { from = DateTimeOffset.UtcNow.AddHours(-1) });
    }

    private async Task FulfilByHandAsync(JsonObject order, int quantity)
    {
        using var cart = new HttpClient { BaseAddress = new Uri(Sandbox.BaseAddress!, "/qbc/") };
        cart.DefaultRequestHeaders.Authorization = new("Bearer", "sandbox-privileged-token");
        var lines = await cart.GetFromJsonAsync<JsonObject>($"order_line_items?order_id={order["id"]}", Ct);
        var line = lines!["order_line_items"]!.AsArray().Single(one => one!["variant_id"] is not null)!;
        using var answer = await cart.PostAsJsonAsync(
            "fulfillments",
            new
            {
                fulfillment = new
                {
                    order_id = order["id"],
                    status = "fulfilled",
                    tracking_number = "9400BYHAND",
                    shipped_at = "2026-11-25",
                    fulfillment_line_items = new[]
                    {
                        new { order_line_item_id = line["id"], quantity = $"{quantity}" },
                    },
                },
            },
            Ct
        );
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }
}
