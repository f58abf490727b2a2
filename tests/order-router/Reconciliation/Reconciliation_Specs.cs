using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Crossdock.Contracts;
using Crossdock.OrderRouter.Orders;
using Crossdock.OrderRouter.Reconciliation;
using Crossdock.OrderRouter.Tests.Support;
using Crossdock.TestSupport;

namespace Crossdock.OrderRouter.Tests.Reconciliation;

/// <summary>A router that a spec answers in place of the adapters.</summary>
public sealed class When_the_lists_of_a_reconciliation_have_come : IAsyncLifetime
{
    private readonly ReconcilingHost router = new();
    private readonly DateTimeOffset from = DateTimeOffset.UtcNow.AddDays(-90);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => router.InitializeAsync();

    public ValueTask DisposeAsync() => router.DisposeAsync();

    [Fact]
    public async Task Should_name_an_order_that_its_cart_does_not_list()
    {
        var (listed, missing) = (new OrderScenario(router), new OrderScenario(router));
        await ReceiveAsync(listed);
        await ReceiveAsync(missing);

        var done = await ReconcileAsync(Listed(listed));

        var found = Assert.Single(DifferencesOf(done));
        Assert.Equal(
            (DifferenceKind.NotInCart, missing.Number),
            ((string?)found["kind"], (string?)found["orderNumber"])
        );
        Assert.Equal((1, 1), ((int)done["agree"]!, (int)done["differ"]!));
        Assert.Empty(DifferencesOf(await ReconcileAsync(Listed(listed), Listed(missing))));
    }

    [Fact]
    public async Task Should_not_miss_in_a_cart_what_was_ordered_before_the_window_or_has_ended()
    {
        var (old, ended) = (new OrderScenario(router), new OrderScenario(router));
        await old.ReceiveAsync(old.Received() with { OrderedAt = from.AddDays(-1) });
        await ended.ReceiveAsync(
            ended.Received(voided: "It was voided in the cart.") with
            {
                OrderedAt = from.AddDays(1),
            }
        );

        Assert.Empty(DifferencesOf(await ReconcileAsync()));
    }

    [Fact]
    public async Task Should_keep_a_difference_that_falls_out_of_the_window_until_its_order_changes()
    {
        var order = new OrderScenario(router);
        await order.ReceiveAsync(order.Received(), Cancel(order), order.DeliveryCanceled());
        Assert.Equal("canceled", await order.StatusAsync());
        var first = Assert.Single(DifferencesOf(await ReconcileAsync(Listed(order))));
        Assert.Equal(DifferenceKind.CanceledOnlyHere, (string?)first["kind"]);

        var second = Assert.Single(DifferencesOf(await ReconcileAsync()));
        var third = Assert.Single(DifferencesOf(await ReconcileAsync()));

        Assert.Equal(first.ToJsonString(), second.ToJsonString());
        Assert.Equal(first.ToJsonString(), third.ToJsonString());
        await order.ReceiveAsync(
            new CommentOrder
            {
                OrderId = order.Id,
                ActionId = Guid.NewGuid(),
                By = "Kim",
                Reason = "It is settled.",
            }
        );
        Assert.Empty(DifferencesOf(await ReconcileAsync()));
    }

    private async Task ReceiveAsync(OrderScenario order) =>
        await order.ReceiveAsync(order.Received() with { OrderedAt = from.AddDays(1) });

    private static CancelOrder Cancel(OrderScenario order) =>
        new()
        {
            OrderId = order.Id,
            ActionId = Guid.NewGuid(),
            By = "Kim",
            Reason = "Ordered twice.",
        };

    private static ListedOrder Listed(OrderScenario order) =>
        new()
        {
            Id = order.Id,
            OrderNumber = order.Number,
            Merchant = "acme",
            IsReady = true,
        };

    /// <summary>Asks for one of the cart, lists these orders, and waits for what comes of it.</summary>
    private async Task<JsonObject> ReconcileAsync(params ListedOrder[] orders)
    {
        using var answer = await router.Http.PostAsJsonAsync(
            "api/v1/reconcile",
            new { from, connections = new[] { Settings.Cart } },
            Ct
        );
        answer.EnsureSuccessStatusCode();
        var id = (Guid)(await answer.Content.ReadFromJsonAsync<JsonObject>(Ct))!["id"]!;
        await router.ReceiveAsync(
            new CartListed
            {
                ReconciliationId = id,
                Connection = Settings.Cart,
                Page = 0,
                Pages = 1,
                Orders = orders,
            }
        );
        return await router.DoneAsync(id);
    }

    private static List<JsonNode> DifferencesOf(JsonObject done) =>
        [.. done["differences"]!["items"]!.AsArray().OfType<JsonNode>()];
}

public sealed class When_reconciliations_are_scheduled
{
    [Fact]
    public async Task Should_start_one_with_each_slot_and_give_up_what_nobody_lists_in_time()
    {
        await using var router = new ReconcilingHost(
            ("Scheduled", "true"),
            ("Interval", "00:00:02"),
            ("Timeout", "00:00:01")
        );
        await router.InitializeAsync();

        await Wait.UntilAsync(async () => (await AllAsync(router)).Count(IsDone) >= 2, "two of the schedule");

        var all = await AllAsync(router);
        var slots = all.Select(one => (DateTimeOffset)one["requestedAt"]!)
            .Select(at => at.UtcTicks / TimeSpan.TicksPerSecond / 2);
        Assert.Equal(all.Count, slots.Distinct().Count());
        var done = all.First(IsDone);
        Assert.Null(done["requestedBy"]);
        Assert.Equal(TimeSpan.FromDays(7), (DateTimeOffset)done["to"]! - (DateTimeOffset)done["from"]!);
        Assert.Empty(done["compared"]!.AsArray());
        Assert.Equal(
            [Settings.Cart, Settings.BigCart, Settings.Warehouse, Settings.BigWarehouse],
            done["notCompared"]!.AsArray().Select(one => (string)one!["connection"]!)
        );
        Assert.All(
            done["notCompared"]!.AsArray(),
            one => Assert.Contains("within 00:00:01", (string)one!["reason"]!, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Should_start_none_where_the_schedule_is_off()
    {
        await using var router = new ReconcilingHost(("Interval", "00:00:01"));
        await router.InitializeAsync();

        await Wait.UntilAsync(() => router.SlotsPassed(TimeSpan.FromSeconds(1)) >= 2, "two slots");

        Assert.Empty(await AllAsync(router));
    }

    private static bool IsDone(JsonNode one) => (string?)one["state"] == "done";

    private static async Task<List<JsonNode>> AllAsync(RouterHost router) =>
        [
            .. (
                await router.Http.GetFromJsonAsync<JsonObject>(
                    "api/v1/reconcile",
                    TestContext.Current.CancellationToken
                )
            )!["items"]!
                .AsArray()
                .OfType<JsonNode>(),
        ];
}

/// <summary>A router whose reconciliations wait for nothing.</summary>
internal sealed class ReconcilingHost(params (string Key, string Value)[] changes) : RouterHost(Changes(changes))
{
    private readonly DateTimeOffset startedAt = DateTimeOffset.UtcNow;

    public async Task<JsonObject> DoneAsync(Guid id)
    {
        JsonObject? found = null;
        await Wait.UntilAsync(
            async () =>
                (string?)(found = await Http.GetFromJsonAsync<JsonObject>($"api/v1/reconcile/{id}"))!["state"]
                == "done",
            "the end of the reconciliation"
        );
        return found!;
    }

    /// <summary>How many times an interval has begun since the start.</summary>
    public long SlotsPassed(TimeSpan interval) =>
        (DateTimeOffset.UtcNow.UtcTicks / interval.Ticks) - (startedAt.UtcTicks / interval.Ticks);

    private static Dictionary<string, string?> Changes((string Key, string Value)[] changes) =>
        new(changes.Select(one => KeyValuePair.Create($"Reconcile:{one.Key}", (string?)one.Value)))
        {
            ["Work:PollInterval"] = "00:00:00.1",
            ["Reconcile:Scheduled"] = changes.FirstOrDefault(one => one.Key == "Scheduled").Value ?? "false",
            ["Reconcile:SettleTime"] = "00:00:00.001",
            ["Reconcile:IgnoreYounger"] = "00:00:00.001",
        };
}
