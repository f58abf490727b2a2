using System.Net.Http.Json;
using Crossdock.TestSupport;

namespace Crossdock.EndToEnd.Tests;

/// <summary>The whole of it as in production: a broker, the three services and the external systems, each a process of its own.</summary>
public class Hub : IAsyncLifetime
{
    /// <summary>For everything that was seeded to come to its end, on a busy machine and with outages on the way.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);
    private readonly TemporaryFolder data = new();
    private readonly Containers containers;
    private readonly List<ServiceProcess> replicas = [];

    public Hub()
        : this(unhurried: false) { }

    protected Hub(bool unhurried) => containers = new Containers(data.Path) { Unhurried = unhurried };

    public Broker Broker { get; private set; } = null!;
    public ServiceProcess Sandbox { get; private set; } = null!;
    public ServiceProcess Cart { get; private set; } = null!;
    public ServiceProcess Router { get; private set; } = null!;
    public ServiceProcess Warehouse { get; private set; } = null!;

    /// <summary>Starts everything; nothing is seeded yet.</summary>
    public virtual async ValueTask InitializeAsync()
    {
        var broker = Broker.StartNewAsync();
        Sandbox = containers.Make("sandbox");
        Sandbox.Start();
        await Sandbox.AnswersAsync("/sandbox/health", System.Net.HttpStatusCode.OK);
        containers.Sandbox = Sandbox.Address;
        Broker = await broker;
        containers.Broker = Broker.Address;
        Cart = Make("cart-adapter");
        Warehouse = Make("wms-adapter");
        Router = Make("order-router");
        foreach (var service in Services)
        {
            service.Start();
        }

        await ReadyAsync();
        await Router.UnlockAsync();
    }

    /// <summary>What every service is told beside the usual.</summary>
    protected virtual IEnumerable<KeyValuePair<string, string>> Further => [];

    /// <summary>The three services of the hub, without further replicas.</summary>
    public IReadOnlyList<ServiceProcess> Services => [Cart, Warehouse, Router];

    /// <summary>Waits until all three services say that they are ready.</summary>
    public Task ReadyAsync() => Task.WhenAll(Services.Select(service => service.ReadyAsync()));

    /// <summary>Starts another cart-adapter and another wms-adapter on the same stores.</summary>
    public async Task StartReplicasAsync()
    {
        replicas.AddRange([Make("cart-adapter"), Make("wms-adapter")]);
        replicas.ForEach(replica => replica.Start());
        await Task.WhenAll(replicas.Select(replica => replica.ReadyAsync()));
    }

    /// <summary>Puts orders into the cart: the fixed hundred, or as many generated ones.</summary>
    public async Task SeedAsync(int? orders = null)
    {
        using var answer = await Sandbox.Http.PostAsJsonAsync("/sandbox/seed", new { orders, seed = 7 });
        answer.EnsureSuccessStatusCode();
    }

    public async Task<Report> ReportAsync() => (await Sandbox.Http.GetFromJsonAsync<Report>("/sandbox/report"))!;

    /// <summary>What the router says of the orders with this number.</summary>
    public async Task<IReadOnlyList<OrderAnswer>> OrdersAsync(string number) =>
        (await Router.Http.GetFromJsonAsync<OrderPage>($"/api/v1/orders?number={Uri.EscapeDataString(number)}"))!.Items;

    /// <summary>How often an outside operation was called, for example <c>bergen PickTicketAdd</c>.</summary>
    public async Task<int> CallsAsync(string operation) =>
        (await Sandbox.Http.GetFromJsonAsync<CallCounts>("/sandbox/calls"))!.Calls.GetValueOrDefault(operation);

    /// <summary>Waits until an outside operation was called so often.</summary>
    public Task CalledAsync(string operation, int times) =>
        Wait.UntilAsync(
            async () => await CallsAsync(operation) >= times,
            Wait.Timeout,
            async () => $"{times} times {operation}:\n{await StandAsync()}"
        );

    /// <summary>
    /// Kills a service while it waits for answers: the external system has done what it was asked for, and nobody knows.
    /// </summary>
    public async Task KillWhileItWaitsAsync(ServiceProcess service, string operation)
    {
        var withheld = new
        {
            operation,
            fault = "timeout-after",
            milliseconds = 60_000,
        };
        using var added = await Sandbox.Http.PostAsJsonAsync("/sandbox/faults", withheld);
        added.EnsureSuccessStatusCode();
        await Wait.UntilAsync(
            async () =>
                (await Sandbox.Http.GetFromJsonAsync<List<FaultHits>>("/sandbox/faults"))!.Sum(f => f.Hits) >= 2,
            Wait.Timeout,
            async () => $"calls of {operation} to wait:\n{await StandAsync()}"
        );
        await service.KillAsync();
        using var cleared = await Sandbox.Http.DeleteAsync("/sandbox/faults");
        cleared.EnsureSuccessStatusCode();
    }

    /// <summary>Waits until every seeded order has come to its end in the external systems and at the router, and the stock agrees.</summary>
    public async Task<Report> SettledAsync()
    {
        Report? report = null;
        string[] open = [];
        await Wait.UntilAsync(
            async () =>
            {
                // Each look costs the processes that work as much as an order does.
                await Task.Delay(TimeSpan.FromMilliseconds(200));
                report = await ReportAsync();
                open = [.. report.Orders.Where(o => !o.Ok).Select(o => $"{o}")];
                if (open.Length > 0 || !report.Stock.Agree)
                {
                    return false;
                }

                open = [.. await OpenAtRouterAsync(report)];
                return open.Length == 0;
            },
            Timeout,
            async () =>
                $"""
                    {open.Length} orders to settle.
                    {await StandAsync()}
                    --- open
                    {string.Join('\n', open.Take(10))}
                    {report?.Totals}, stock {report?.Stock}
                    """
        );
        return report!;
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var process in (ServiceProcess?[])[.. replicas, Cart, Warehouse, Router, Sandbox])
        {
            if (process is not null)
            {
                await process.DisposeAsync();
            }
        }

        if (Broker is not null)
        {
            await Broker.DisposeAsync();
        }

        data.Dispose();
    }

    private async Task<IEnumerable<string>> OpenAtRouterAsync(Report report)
    {
        var open = new List<string>();
        foreach (var seeded in report.Orders)
        {
            var known = await OrdersAsync(seeded.Number);
            if (known is not [{ } order] || !StatusesOf(seeded.Expected).Contains(order.Status))
            {
                open.Add($"{seeded.Number} is {string.Join(", ", known)} at the router");
            }
        }

        return open;
    }

    /// <summary>The statuses that an order may have at the router which is expected to end so in the sandbox.</summary>
    private static string[] StatusesOf(string expected) =>
        expected switch
        {
            "held" or "differs" => ["error"],
            "unsent" => ["canceled", "skipped"],
            _ => [expected],
        };

    private ServiceProcess Make(string service) =>
        containers.Make(service, [.. Further.Select(f => new Change("hub", f.Key, f.Value))]);

    private Task<string> StandAsync() => Stand.OfAsync([.. Services, .. replicas]);
}
