using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Crossdock.TestSupport;

namespace Crossdock.EndToEnd.Tests;

public sealed class When_the_broker_stops_while_orders_travel(Hub hub) : IClassFixture<Hub>
{
    private const string Late = "LATE-1";
    private const string Stays = "STAYS-1";

    [Fact]
    public async Task Should_log_it_and_resume_automatically_each_time_it_is_back()
    {
        await hub.SeedAsync(60);
        await hub.CalledAsync("bergen PickTicketAdd", 5);
        await hub.Broker.StopAsync();

        foreach (var service in hub.Services)
        {
            await service.AnswersAsync("/health/ready", HttpStatusCode.ServiceUnavailable);
            await service.AnswersAsync("/health/live", HttpStatusCode.OK);
            var ready = JsonNode.Parse(await service.TextAsync("/health/ready"))!;
            Assert.Equal("Unhealthy", (string?)ready["checks"]!["bus"]!["status"]);
            Assert.Equal("Healthy", (string?)ready["checks"]!["store"]!["status"]);
        }

        await FindWhatTheRouterDoesNotKnowAsync();
        await hub.Broker.StartAsync();
        await hub.ReadyAsync();

        await hub.CalledAsync("qbc POST /fulfillments", 1);
        // On a slow machine the sixty may have come to their ends meanwhile: this one has not.
        using var late = await hub.Sandbox.Http.PostAsJsonAsync("/sandbox/orders", new { number = Late });
        late.EnsureSuccessStatusCode();
        await hub.Broker.KillAsync();
        Assert.DoesNotContain(await hub.OrdersAsync(Late), order => order.Status == "confirmed");
        await hub.Broker.StartAsync();

        await Wait.UntilAsync(
            async () => await hub.OrdersAsync(Late) is [{ Status: "confirmed" }],
            TimeSpan.FromMinutes(5),
            () => "the late order"
        );
        var report = await hub.SettledAsync();
        Assert.Equal((0, 0), (report.Totals.Lost, report.Totals.Doubled));
    }

    /// <summary>An order that is read while the broker is away: the cart-adapter says where it is and why, its metrics that it waits.</summary>
    private async Task FindWhatTheRouterDoesNotKnowAsync()
    {
        using var placed = await hub.Sandbox.Http.PostAsJsonAsync("/sandbox/orders", new { number = Stays });
        placed.EnsureSuccessStatusCode();
        await hub.Cart.UnlockAsync();
        JsonNode? place = null;
        await Wait.UntilAsync(
            async () =>
                (place = JsonNode.Parse(await hub.Cart.TextAsync($"/api/v1/orders/where?number={Stays}"))!)["places"]!
                    .AsArray()
                    .Any(one => (string?)one!["state"] == "read"),
            Wait.Timeout,
            () => $"the order to be read: {place}"
        );
        var waitsFor = (string?)place!["places"]![0]!["waitsFor"];
        Assert.Contains("the broker cannot be reached", waitsFor, StringComparison.Ordinal);
        Assert.Equal(["order-router", "wms-adapter"], place["notAsked"]!.AsArray().Select(name => (string?)name));

        var (code, output) = await hub.Cart.CommandAsync("where", Stays);
        Assert.Equal(0, code);
        Assert.Contains($"order {Stays} of acme-cart is read", output, StringComparison.Ordinal);
        Assert.Contains("the broker cannot be reached", output, StringComparison.Ordinal);
        var (unknown, said) = await hub.Router.CommandAsync("where", Stays);
        Assert.Equal(1, unknown);
        Assert.Contains($"order-router: nothing of {Stays}", said, StringComparison.Ordinal);
        Assert.Contains(
            "Ask the cart-adapter",
            await hub.Router.TextAsync($"/api/v1/orders?number={Stays}"),
            StringComparison.Ordinal
        );

        const string OfOrders = "{connection=\"acme-cart\",document=\"CartOrderDocument\"} 0";
        await Wait.UntilAsync(
            async () =>
            {
                var metrics = await hub.Cart.TextAsync("/metrics");
                return metrics.Contains("crossdock_work_due{", StringComparison.Ordinal)
                    && !metrics.Contains($"crossdock_work_due{OfOrders}", StringComparison.Ordinal)
                    && !metrics.Contains($"crossdock_work_lag_seconds{OfOrders}", StringComparison.Ordinal);
            },
            "the gauges to show what waits"
        );
    }
}

public sealed class When_the_broker_comes_last : IAsyncDisposable
{
    private readonly TemporaryFolder data = new();

    [Fact]
    public async Task Should_start_without_it_and_name_it_as_what_is_missing()
    {
        await using var router = new Containers(data.Path).Make("order-router");
        router.Start();

        await router.AnswersAsync("/health/live", HttpStatusCode.OK);
        await router.AnswersAsync("/health/ready", HttpStatusCode.ServiceUnavailable);
        Assert.Contains("waits for its broker", await router.TextAsync("/health/ready"), StringComparison.Ordinal);
        Assert.Equal(0, await router.StopAsync());
    }

    public ValueTask DisposeAsync()
    {
        data.Dispose();
        return ValueTask.CompletedTask;
    }
}

public sealed class When_a_node_of_the_broker_is_away
{
    [Fact]
    public async Task Should_connect_to_the_next_one()
    {
        using var data = new TemporaryFolder();
        await using var broker = await Broker.StartNewAsync();
        var containers = new Containers(data.Path) { Broker = new("amqp://rabbitmq.invalid") };
        await using var service = containers.Make(
            "order-router",
            new Change("hub", "Bus__Nodes__0", $"127.0.0.1:{FreePort.Find(1)[0]}"),
            new Change("hub", "Bus__Nodes__1", broker.Address.Authority)
        );

        service.Start();

        await service.ReadyAsync();
    }
}
