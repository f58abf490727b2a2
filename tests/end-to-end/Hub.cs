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

    /// <summary>The three services of the hub.</summary>
    public IReadOnlyList<ServiceProcess> Services => [Cart, Warehouse, Router];

    /// <summary>Waits until all three services say that they are ready.</summary>
    public Task ReadyAsync() => Task.WhenAll(Services.Select(service => service.ReadyAsync()));

    /// <summary>Puts orders into the cart: the fixed hundred, or as many generated ones.</summary>
    public async Task SeedAsync(int? orders = null)
    {
        using var answer = await Sandbox.Http.PostAsJsonAsync("/sandbox/seed", new { orders, seed = 7 });
        answer.EnsureSuccessStatusCode();
    }

    public Task<Report> ReportAsync() => Comparison.ReportAsync();

    /// <inheritdoc cref="Comparison.OrdersAsync"/>
    public Task<IReadOnlyList<OrderAnswer>> OrdersAsync(string number) => Comparison.OrdersAsync(number);

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

    /// <summary>Waits until every seeded order has come to its end in the external systems and at the router, and the stock agrees.</summary>
    public async Task<Report> SettledAsync()
    {
        Report? report = null;
        IReadOnlyList<string> open = [];
        await Wait.UntilAsync(
            async () =>
            {
                // Each look costs the processes that work as much as an order does.
                await Task.Delay(TimeSpan.FromMilliseconds(200));
                report = await ReportAsync();
                open = [.. report.Orders.Where(o => !o.Ok).Select(o => $"{o}")];
                if (open.Count > 0 || !report.Stock.Agree)
                {
                    return false;
                }

                open = await Comparison.OpenAtRouterAsync(report);
                return open.Count == 0;
            },
            Timeout,
            async () =>
                $"""
                    {open.Count} orders to settle.
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
        foreach (var process in (ServiceProcess?[])[Cart, Warehouse, Router, Sandbox])
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

    private Comparison Comparison => new(Sandbox.Http, Router.Http);

    private ServiceProcess Make(string service) =>
        containers.Make(service, [.. Further.Select(f => new Change("hub", f.Key, f.Value))]);

    private Task<string> StandAsync() => Stand.OfAsync(Services);
}
