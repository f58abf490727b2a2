using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Crossdock.TestSupport;

namespace Crossdock.AllInOne.Tests;

/// <summary>Between two polls things happen in the cart and at the warehouse; a reconciliation finds each.</summary>
public sealed class When_cart_hub_and_warehouse_are_reconciled : HubOnSandbox
{
    protected override IEnumerable<KeyValuePair<string, string?>> Changes =>
        [new("Reconcile:SettleTime", "00:00:01"), new("Reconcile:IgnoreYounger", "00:00:00.001")];

    [Fact]
    public async Task Should_say_that_all_agree()
    {
        await ArriveAsync("R-1", "R-2", "R-3");

        var done = await ReconcileAsync();

        Assert.Equal("3 orders agree.", (string?)done["summary"]);
        Assert.Empty(Differences(done));
        Assert.Equal(
            ["acme-api", "acme-cart", "acme-warehouse"],
            done["compared"]!.AsArray().Select(name => (string)name!)
        );
    }

    [Fact]
    public async Task Should_find_and_mend_what_happened_behind_the_hubs_back()
    {
        var placed = await ArriveAsync("R-1", "R-2", "R-3", "R-4", "R-5");
        await PlaceAsync("R-NEW");
        await ControlAsync($"orders/{placed["R-2"]["id"]}/edit", new { notes = "Ring twice." });
        await ControlAsync($"orders/{placed["R-3"]["id"]}/void");
        await ControlAsync($"tickets/{(await TicketAsync("R-4"))["number"]}/ship");
        await ControlAsync($"tickets/{(await TicketAsync("R-5"))["number"]}/cancel");

        var done = await ReconcileAsync();

        Assert.Equal("1 orders agree, 5 were mended.", (string?)done["summary"]);
        Assert.Equal(
            [
                ("R-2", "change_missed"),
                ("R-3", "change_missed"),
                ("R-4", "progress_missed"),
                ("R-5", "progress_missed"),
                ("R-NEW", "order_missed"),
            ],
            Differences(done).Order()
        );
        await UntilAsync("R-NEW", "at_wms");
        await UntilAsync("R-3", "canceled");
        await UntilAsync("R-4", "confirmed");
        await UntilAsync("R-5", "error");
    }

    [Fact]
    public async Task Should_name_what_a_person_has_to_mend_until_it_is()
    {
        var placed = await ArriveAsync("R-1");
        var order = (await OrderAsync("R-1"))!;
        await PostAsync($"orders/{order["orderId"]}/cancel", new { reason = "Ordered twice." });
        await UntilAsync("R-1", "canceled");

        var done = await ReconcileAsync();

        Assert.Equal("0 orders agree, 1 differ.", (string?)done["summary"]);
        var found = Assert.Single(done["differences"]!["items"]!.AsArray())!;
        Assert.Equal(("canceled_only_here", false), ((string?)found["kind"], (bool)found["isMended"]!));
        Assert.Contains("Void it in the cart", (string?)found["action"], StringComparison.Ordinal);
        await Wait.UntilAsync(async () => await ExceptionsAsync() == 1, "the exception");

        await ControlAsync($"orders/{placed["R-1"]["id"]}/void");
        Assert.Empty(Differences(await ReconcileAsync()));
        await Wait.UntilAsync(async () => await ExceptionsAsync() == 0, "the exception to be resolved");
    }

    [Fact]
    public async Task Should_find_a_tracking_number_that_somebody_changed_in_the_cart()
    {
        var placed = await ArriveAsync("R-1", "R-2");
        foreach (var number in placed.Keys)
        {
            await ControlAsync(
                $"tickets/{(await TicketAsync(number))["number"]}/ship",
                new { trackingNumber = $"1Z{number}" }
            );
        }

        Assert.Equal("0 orders agree, 2 were mended.", (string?)(await ReconcileAsync())["summary"]);
        await UntilAsync("R-1", "confirmed");
        await UntilAsync("R-2", "confirmed");
        await CorrectAsync(placed["R-1"], "1ZOTHER");

        var found = Assert.Single((await ReconcileAsync())["differences"]!["items"]!.AsArray())!;

        Assert.Equal("tracking_differs", (string?)found["kind"]);
        Assert.Equal("R-1 was shipped as 1ZR-1, and the cart shows 1ZOTHER.", (string?)found["text"]);
    }

    /// <summary>A person gives the only parcel of an order another tracking number in the cart.</summary>
    private async Task CorrectAsync(JsonObject order, string trackingNumber)
    {
        using var cart = new HttpClient { BaseAddress = new Uri(Sandbox.BaseAddress!, "/qbc/") };
        cart.DefaultRequestHeaders.Authorization = new("Bearer", "sandbox-privileged-token");
        var shown = await cart.GetFromJsonAsync<JsonObject>($"fulfillments?order_id={order["id"]}", Ct);
        var parcel = Assert.Single(shown!["fulfillments"]!.AsArray())!;
        using var answer = await cart.PutAsJsonAsync(
            $"fulfillments/{parcel["id"]}",
            new { fulfillment = new { tracking_number = trackingNumber } },
            Ct
        );
        answer.EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task Should_say_what_could_not_be_compared()
    {
        await ArriveAsync("R-1");
        await PostAsync("warehouses/acme-warehouse/disable", new { });

        var done = await ReconcileAsync();

        Assert.Equal("1 orders agree; 1 connections could not be compared.", (string?)done["summary"]);
        var missing = Assert.Single(done["notCompared"]!.AsArray())!;
        Assert.Equal(
            ("acme-warehouse", "acme-warehouse is disabled."),
            ((string?)missing["connection"], (string?)missing["reason"])
        );
    }

    [Theory]
    [InlineData("""{"from":"2020-01-01T00:00:00Z"}""", 400)]
    [InlineData("""{"from":"2999-01-01T00:00:00Z"}""", 400)]
    [InlineData("""{}""", 400)]
    public async Task Should_refuse_a_window_that_cannot_be(string body, int expected)
    {
        using var content = new StringContent(body, null, "application/json");
        using var answer = await Hub.PostAsync("reconcile", content, Ct);

        Assert.Equal(expected, (int)answer.StatusCode);
    }

    /// <summary>Orders that are at the warehouse.</summary>
    private async Task<Dictionary<string, JsonObject>> ArriveAsync(params string[] numbers)
    {
        var placed = new Dictionary<string, JsonObject>();
        foreach (var number in numbers)
        {
            placed[number] = await PlaceAndPullAsync(number);
        }

        foreach (var number in numbers)
        {
            await UntilAsync(number, "at_wms");
        }

        return placed;
    }

    private async Task<JsonObject> ReconcileAsync()
    {
        var started = await PostAsync("reconcile", new { from = DateTimeOffset.UtcNow.AddHours(-1) });
        JsonObject? seen = null;
        await Wait.UntilAsync(
            async () =>
            {
                seen = await Hub.GetFromJsonAsync<JsonObject>($"reconcile/{started!["id"]}", Ct);
                return (string?)seen!["state"] == "done";
            },
            Wait.Timeout,
            () => $"the reconciliation: {seen}"
        );
        return seen!;
    }

    private async Task<int> ExceptionsAsync() =>
        (await Hub.GetFromJsonAsync<JsonObject>("exceptions", Ct))!["items"]!
            .AsArray()
            .Count(group => (string?)group!["kind"] == "reconciliation_differs");

    private static IEnumerable<(string, string)> Differences(JsonObject done) =>
        done["differences"]!["items"]!
            .AsArray()
            .Select(found => ((string)found!["orderNumber"]!, (string)found["kind"]!));
}
