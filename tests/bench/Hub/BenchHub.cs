using System.Net;
using System.Net.Http.Json;
using Crossdock.EndToEnd.Tests;
using Crossdock.TestSupport;

namespace Crossdock.Bench.Hub;

/// <summary>A private broker, the three services and the external systems, each a process of its own, over SQLite.</summary>
internal sealed class BenchHub : IAsyncDisposable
{
    /// <summary>For all seeded orders to come to their ends.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(20);
    private static readonly string[] Names = ["cart-adapter", "wms-adapter", "order-router"];
    private readonly TemporaryFolder data = new();
    private readonly Containers containers;

    public BenchHub() => containers = new Containers(data.Path) { Unhurried = true };

    public Broker Broker { get; private set; } = null!;
    public ServiceProcess Sandbox { get; private set; } = null!;
    public IReadOnlyList<ServiceProcess> Services { get; private set; } = [];

    /// <summary>Where the services keep their SQLite files.</summary>
    public string StoreFolder => containers.StoreFolder;

    /// <param name="cartPoll">Between two looks for orders; a long one where the cart reports them by webhook.</param>
    public async Task StartAsync(TimeSpan cartPoll)
    {
        var broker = Broker.StartNewAsync();
        Sandbox = containers.Make(
            "sandbox",
            new Change("sandbox", "Sandbox__QuickBooksCommerce__ClientSecret", "bench-secret")
        );
        Sandbox.Start();
        await Sandbox.AnswersAsync("/sandbox/health", HttpStatusCode.OK);
        containers.Sandbox = Sandbox.Address;
        Broker = await broker;
        containers.Broker = Broker.Address;
        var port = FreePort.Find(1)[0];
        Change[] changes =
        [
            new("hub", "Telemetry__Seq", ""),
            new("hub", "Bus__Username", "guest"),
            new("cart-adapter", "Carts__acme-cart__OrderPollInterval", $"{cartPoll:c}"),
            new("cart-adapter", "Carts__acme-cart__WebhookSecret", "bench-secret"),
            new("cart-adapter", "Carts__acme-cart__WebhookAddress", $"http://127.0.0.1:{port}/webhooks/acme-cart"),
            new("wms-adapter", "Warehouses__acme-warehouse__ShipmentPollInterval", "00:00:01"),
            new("wms-adapter", "Warehouses__acme-warehouse__InventoryPollInterval", "00:00:05"),
        ];
        Services = [.. Names.Select(name => containers.Make(name, name == Names[0] ? port : null, changes))];
        await StartServicesAsync();
    }

    public Task StartServicesAsync()
    {
        foreach (var service in Services)
        {
            service.Start();
        }

        return Task.WhenAll(Services.Select(service => service.ReadyAsync()));
    }

    public Task StopServicesAsync() => Task.WhenAll(Services.Select(service => service.StopAsync()));

    /// <summary>The processor time that each process of ours and the broker have used so far.</summary>
    public IReadOnlyDictionary<string, TimeSpan> ProcessorTimes() =>
        Services
            .Select(service => (service.Name, Time: service.ProcessorTime))
            .Append(("broker", Broker.ProcessorTime ?? TimeSpan.Zero))
            .ToDictionary(part => part.Item1, part => part.Item2);

    /// <summary>Places generated orders, and waits until every order that is there has ended in the external systems.</summary>
    /// <param name="total">How many orders there are then, with those that were there before.</param>
    public async Task SettleAsync(int total)
    {
        await SeedAsync(total);
        Report? report = null;
        await Wait.UntilAsync(
            async () =>
            {
                await Task.Delay(TimeSpan.FromMilliseconds(500));
                report = await Sandbox.Http.GetFromJsonAsync<Report>("/sandbox/report");
                return report!.Totals is { Wrong: 0 } && report.Totals.Orders == total;
            },
            Timeout,
            async () => $"{total} orders to end: {report?.Totals}\n{await Stand.OfAsync(Services)}"
        );
    }

    public async Task SeedAsync(int total)
    {
        // One long plan, of which the first are placed: the next call goes on in it.
        using var answer = await Sandbox.Http.PostAsJsonAsync(
            "/sandbox/seed",
            new
            {
                orders = 20_000,
                seed = 7,
                upTo = total,
            }
        );
        answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in (IEnumerable<ServiceProcess?>)[.. Services, Sandbox])
        {
            await (process?.DisposeAsync() ?? ValueTask.CompletedTask);
        }

        await (Broker?.DisposeAsync() ?? ValueTask.CompletedTask);
        data.Dispose();
    }
}
