using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Crossdock.EndToEnd.Tests;
using Crossdock.Telemetry.Tests.Metrics;
using Crossdock.Telemetry.Tests.Received;
using Crossdock.TestSupport;
using RabbitMQ.Client;

namespace Crossdock.Telemetry.Tests;

/// <summary>
/// Sixty orders, travelled to their ends through outages of both external systems, and all that the three services exported until they
/// were stopped.
/// </summary>
public sealed class ObservedHub : Hub
{
    public const string ApiKey = "key-that-only-the-header-may-hold";

    internal Receiver Receiver { get; private set; } = null!;

    /// <summary>As the router's endpoint shows them.</summary>
    public IReadOnlyList<OrderAnswer> Orders { get; private set; } = [];

    /// <summary>What no telemetry may contain: secrets of the settings, and people's addresses.</summary>
    public IReadOnlyList<string> Secrets { get; private set; } = [];

    /// <summary>What <c>/metrics</c> of each service showed at the end.</summary>
    internal Dictionary<string, PrometheusPage> Pages { get; } = [];

    /// <summary>What each service has written to its console.</summary>
    public IReadOnlyList<string> Console { get; private set; } = [];

    /// <summary>How each service ended.</summary>
    public IReadOnlyList<int> ExitCodes { get; private set; } = [];

    protected override IEnumerable<KeyValuePair<string, string>> Further =>
        [
            new("Telemetry__Seq", $"{Receiver.Address}"),
            new("Telemetry__SeqApiKey", ApiKey),
            new("Telemetry__Endpoint", $"{Receiver.Address}"),
        ];

    public override async ValueTask InitializeAsync()
    {
        Receiver = await Receiver.StartAsync();
        await base.InitializeAsync();
        await FailAsync("bergen *", "503", times: 12);
        await FailAsync("qbc POST /fulfillments", "drop", times: 2);
        await FailAsync("qbc POST /fulfillments", "429", times: 1);
        await FailAsync("qbc GET /orders", "503", times: 1);
        await SeedAsync(60);
        var report = await SettledAsync();
        var orders = await Task.WhenAll(report.Orders.Select(o => OrdersAsync(o.Number)));
        Orders = [.. orders.SelectMany(found => found)];
        Secrets =
        [
            "sandbox-privileged-token",
            "sandbox-password",
            $"{Broker.Address.UserInfo}@",
            ApiKey,
            .. await PeopleAsync(),
        ];
        await Task.WhenAll(Cart.UnlockAsync(), Warehouse.UnlockAsync());
        await SendNonsenseAsync("crossdock-deliver-order");
        await ReadMetricsAsync();
        // What is still in the queues leaves with the end.
        ExitCodes = await Task.WhenAll(Services.Select(service => service.StopAsync()));
        Console = [.. Services.Select(service => service.Output)];
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Receiver.DisposeAsync();
    }

    private async Task FailAsync(string operation, string fault, int times)
    {
        using var added = await Sandbox.Http.PostAsJsonAsync(
            "/sandbox/faults",
            new
            {
                operation,
                fault,
                count = times,
                milliseconds = 1000,
            }
        );
        added.EnsureSuccessStatusCode();
    }

    /// <summary>Streets, names and numbers of all who ordered, from the cart's own database.</summary>
    private async Task<IEnumerable<string>> PeopleAsync()
    {
        using var ask = new HttpRequestMessage(HttpMethod.Get, "/qbc/addresses?limit=250");
        ask.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "sandbox-privileged-token");
        using var answer = await Sandbox.Http.SendAsync(ask);
        var addresses = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["addresses"]!;
        return addresses
            .AsArray()
            .SelectMany(address => new[] { "address1", "email", "phone_number" }.Select(f => address![f]))
            .Select(text => (string?)text ?? "")
            .Where(text => text.Length > 4)
            .Distinct();
    }

    /// <summary>A message that no consumer can read: the bus puts it into the error queue.</summary>
    private async Task SendNonsenseAsync(string queue)
    {
        var factory = new ConnectionFactory { Uri = Broker.Address };
        await using var connection = await factory.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.BasicPublishAsync("", queue, mandatory: true, "nonsense"u8.ToArray());
    }

    /// <summary>Gauges are read at a pace of their own: waits until they have seen the end.</summary>
    private async Task ReadMetricsAsync()
    {
        const string deliveries = "{connection=\"acme-warehouse\",document=\"DeliveryDocument\"}";
        var confirmed = Orders.Count(o => o.Status == "confirmed");
        await Wait.UntilAsync(
            async () =>
            {
                // They answer from a cache for a moment.
                await Task.Delay(TimeSpan.FromMilliseconds(300));
                foreach (var service in Services)
                {
                    Pages[service.Name] = PrometheusPage.Parse(await service.TextAsync("/metrics"));
                }

                return Shows("order-router", "crossdock_orders{status=\"confirmed\"}", confirmed)
                    && Shows("order-router", "crossdock_orders{status=\"new\"}", 0)
                    && Shows("order-router", "crossdock_orders_oldest_seconds{status=\"at_wms\"}", 0)
                    && Shows("wms-adapter", "crossdock_queue_messages{queue=\"crossdock-deliver-order\"}", 0)
                    && Shows("wms-adapter", "crossdock_queue_messages{queue=\"crossdock-deliver-order_error\"}", 1)
                    && Shows("wms-adapter", $"crossdock_work_due{deliveries}", 0)
                    && Shows("wms-adapter", $"crossdock_work_lag_seconds{deliveries}", 0)
                    && Shows("wms-adapter", StateOf("acme-warehouse"), 1)
                    && Shows("cart-adapter", StateOf("acme-cart"), 1);
            },
            "the gauges to see the end"
        );

        static string StateOf(string connection) =>
            $"crossdock_connection_state{{connection=\"{connection}\",state=\"active\"}}";

        bool Shows(string service, string series, double value) =>
            Pages[service].Samples.TryGetValue(series, out var shown) && shown == value;
    }
}
