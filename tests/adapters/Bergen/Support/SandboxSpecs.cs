using System.Net.Http.Json;
using System.Text.Json;
using Crossdock.Adapters;
using Crossdock.Contracts;
using Crossdock.Sandbox;
using Crossdock.Sandbox.Settings;
using Crossdock.TestSupport;
using Microsoft.AspNetCore.Builder;

namespace Crossdock.Bergen.Tests.Support;

/// <summary>A sandbox of its own for every spec, over real HTTP.</summary>
public abstract class SandboxSpecs : IAsyncLifetime
{
    private WebApplication? sandbox;
    private IWarehouse? made;

    protected HttpClient Http { get; } = new();

    internal RecordingLogger Logger { get; } = new();

    /// <summary>Of a product that the warehouse knows.</summary>
    protected string Upc { get; private set; } = "";

    protected IWarehouse Warehouse => made ?? throw new InvalidOperationException("Not started.");

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var options = new SandboxOptions();
        sandbox = await SandboxServer.StartAsync(options, Cancellation);
        Http.BaseAddress = sandbox.BaseAddress();
        made = Create(options.Bergen.Password);
        var catalog = await Http.GetFromJsonAsync<JsonElement>("/sandbox/catalog", Cancellation);
        Upc = catalog
            .EnumerateArray()
            .First(item => item.GetProperty("known").GetBoolean())
            .GetProperty("upc")
            .GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (sandbox is not null)
        {
            await sandbox.DisposeAsync();
        }
    }

    protected IWarehouse Create(string password, string path = "/bergen/publicapiws.asmx")
    {
        var account = new WarehouseOptions();
        return Warehouses.Create(
            ExternalHttp.CreateNetwork(),
            logger: Logger,
            changes:
            [
                ("Address", new Uri(Http.BaseAddress!, path).ToString()),
                ("AccountWebAddress", account.WebAddress),
                ("ApiUsername", account.UserName),
                ("ApiPassword", password),
                ("Timeout", "00:00:02"),
            ]
        );
    }

    protected DeliverOrder Delivery(string? code = null, int quantity = 2) =>
        Samples.Delivery with
        {
            Items = [new() { ItemCode = code ?? Upc, Quantity = quantity }],
        };

    protected async Task<string> AcceptedAsync(string reference) =>
        (
            await WaitAsync(async () => await Warehouse.FindAsync(reference, Cancellation) as Submission.Accepted)
        ).WarehouseNumber;

    protected Task<DeliveryProgress> ProgressAsync(DateTimeOffset since, string number, ProgressKind kind) =>
        WaitAsync(async () =>
            (await Warehouse.ProgressSinceAsync(since, Cancellation).ToListAsync(Cancellation))
                .SelectMany(page => page)
                .LastOrDefault(one => one.WarehouseNumber == number && one.Kind == kind)
        );

    protected async Task<List<StockReading>> StockAsync(DateTimeOffset? since) =>
        [
            .. (await Warehouse.InventorySinceAsync(since, Cancellation).ToListAsync(Cancellation)).SelectMany(page =>
                page
            ),
        ];

    protected async Task FaultAsync(string operation, string fault) =>
        (
            await Http.PostAsJsonAsync(
                "/sandbox/faults",
                new
                {
                    operation,
                    fault,
                    count = 1,
                },
                Cancellation
            )
        ).EnsureSuccessStatusCode();

    protected static async Task<T> WaitAsync<T>(Func<Task<T?>> look)
        where T : class
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        deadline.CancelAfter(TimeSpan.FromMinutes(2));
        while (true)
        {
            if (await look() is { } found)
            {
                return found;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(30), deadline.Token);
        }
    }
}
