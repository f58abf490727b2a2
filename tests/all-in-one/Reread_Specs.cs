using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Crossdock.AllInOne.Tests;

/// <summary>Between two polls an order on hold changes in the cart; then it is released. What is sent is what the cart shows now.</summary>
public sealed class When_an_order_changed_in_the_cart_before_it_is_released : HubOnSandbox
{
    [Fact]
    public async Task Should_not_send_what_was_voided()
    {
        var (placed, id) = await HeldAsync("V-1");
        await ControlAsync($"orders/{placed["id"]}/void");

        await PostAsync($"orders/{id}/release", new { });

        Assert.Equal("It was voided in the cart.", (string?)(await UntilAsync("V-1", "canceled"))["reason"]);
        Assert.Single(await TicketsAsync("V-1"));
    }

    [Fact]
    public async Task Should_send_what_was_edited_as_it_is_now()
    {
        var (placed, id) = await HeldAsync("E-1");
        await ControlAsync($"orders/{placed["id"]}/edit", new { notes = "Ring twice." });

        await PostAsync($"orders/{id}/release", new { });

        await UntilAsync("E-1", "at_wms");
        Assert.Equal(2, (await TicketsAsync("E-1")).Count);
        Assert.Contains("Ring twice.", (await TicketAsync("E-1")).ToJsonString(), StringComparison.Ordinal);
    }

    private async Task<(JsonObject Placed, string OrderId)> HeldAsync(string number)
    {
        var placed = await PlaceAndPullAsync(number);
        var order = await UntilAsync(number, "at_wms");
        await PostAsync($"orders/{order["orderId"]}/hold", new { reason = "Wait for the customer." });
        await UntilAsync(number, "error");
        return (placed, (string)order["orderId"]!);
    }

    private async Task<JsonArray> TicketsAsync(string number) =>
        (await Sandbox.GetFromJsonAsync<JsonArray>($"tickets?po={number}", Ct))!;
}
