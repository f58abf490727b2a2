using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Crossdock.CartAdapter.Orders;
using Crossdock.OrderRouter.Orders;
using Crossdock.Platform.Messaging;
using Crossdock.Platform.Observability;
using Crossdock.Platform.Storage;
using Crossdock.TestSupport;
using Crossdock.WmsAdapter.Deliveries;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.AllInOne.Tests;

/// <summary>A customer asks to be forgotten.</summary>
public sealed class When_a_customer_asks_for_removal : HubOnSandbox
{
    private static readonly string[] Words = ["Robin", "Orchard", "Albany", "12207", "555 0142", "robin@"];

    protected override IEnumerable<KeyValuePair<string, string?>> Changes =>
        [new("Warehouses:acme-warehouse:ShipmentPollInterval", "00:00:01")];

    [Fact]
    public async Task Should_lose_the_personal_data_in_every_service_and_still_say_where_the_order_is()
    {
        await PlaceAndPullAsync("F-1");
        await UntilAsync("F-1", "at_wms");
        await ControlAsync($"tickets/{(await TicketAsync("F-1"))["number"]}/ship", new { trackingNumber = "1ZF1" });
        var order = await UntilAsync("F-1", "confirmed");
        Assert.Contains("Robin", await AllAsync(), StringComparison.Ordinal);
        Assert.All(await AreRedactedAsync(order), Assert.False);

        var removal = await PostAsync("privacy/remove", new { email = " ROBIN@example.com" });

        Assert.Equal(1, (int)removal!["orders"]!);
        await Wait.UntilAsync(
            async () =>
            {
                var all = await AllAsync();
                return !Array.Exists(Words, word => all.Contains(word, StringComparison.Ordinal));
            },
            "the removal"
        );
        Assert.All(await AreRedactedAsync(order), Assert.True);
        var after = (await OrderAsync("F-1"))!;
        Assert.Equal(
            ("confirmed", (string?)order["warehouseNumber"]),
            ((string?)after["status"], (string?)after["warehouseNumber"])
        );
        Assert.Equal("1ZF1", (string?)after["trackingNumbers"]![0]);
    }

    [Theory]
    [InlineData("""{"email":"nobody@example.com"}""", HttpStatusCode.NotFound)]
    [InlineData("""{}""", HttpStatusCode.BadRequest)]
    [InlineData(
        """{"email":"a@example.com","orderId":"3f2504e0-4f89-41d3-9a0c-0305e82c3301"}""",
        HttpStatusCode.BadRequest
    )]
    public async Task Should_say_what_cannot_be_removed(string body, HttpStatusCode expected)
    {
        using var content = new StringContent(body, null, "application/json");
        using var answer = await Hub.PostAsync("privacy/remove", content, Ct);

        Assert.Equal(expected, answer.StatusCode);
    }

    /// <summary>What each service says when it looks whether a failed message may keep its content.</summary>
    private Task<bool[]> AreRedactedAsync(JsonObject order) =>
        Task.WhenAll(
            Services
                .GetServices<IRedactedOrders>()
                .Select(orders => orders.IsRedactedAsync((Guid)order["orderId"]!, Ct))
        );

    /// <summary>All that is stored about the order.</summary>
    private async Task<string> AllAsync()
    {
        var order = await Services
            .GetRequiredService<IDocuments<OrderState>>()
            .QueryAsync(OrderState.ByNumber.Where("F-1"), Ct);
        var cart = await FindAsync<CartOrderDocument>(order[0].Id);
        var delivery = await FindAsync<DeliveryDocument>($"{order[0].Delivery!.DeliveryId:D}");
        var calls = await Services
            .GetRequiredService<IDocuments<CallDocument>>()
            .QueryAsync(CallDocument.ByOrder.Where(order[0].Id), Ct);
        return JsonSerializer.Serialize(new object?[] { order[0], cart, delivery, calls }, DocumentJson.Options);
    }

    private Task<T?> FindAsync<T>(string id)
        where T : Document => Services.GetRequiredService<IDocuments<T>>().FindAsync(id, Ct);
}
