using System.Diagnostics;
using Crossdock.Adapters;
using Crossdock.AllInOne;
using Crossdock.CartAdapter;
using Crossdock.OrderRouter;
using Crossdock.OrderRouter.Orders;
using Crossdock.Platform.Api;
using Crossdock.Platform.Hosting;
using Crossdock.Platform.Observability;
using Crossdock.Platform.Settings;
using Crossdock.Platform.Storage;
using Crossdock.Sandbox;
using Crossdock.Sandbox.Settings;
using Crossdock.WmsAdapter;

const int FirstPort = 5100;
try
{
    var options = Options.Parse(args);
    if (options.ShowHelp)
    {
        Console.WriteLine(Options.Help);
        return 0;
    }

    if (options.ShowVersion)
    {
        Console.WriteLine(Product.Version);
        return 0;
    }

    return await RunAsync(options);
}
catch (Exception e)
    when (e
            is UsageException
                or SettingException
                or SandboxSettingException
                or StoreUnavailableException
                or StoreRefusedException
    )
{
    await Console.Error.WriteLineAsync(e.Message);
    return ServiceHost.BrokenSetting;
}
catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
{
    await Console.Error.WriteLineAsync($"{e.Message} Stop what uses it, or choose another port with --port.");
    return ServiceHost.BrokenSetting;
}

static async Task<int> RunAsync(Options options)
{
    var screen = new Screen(Console.Out, !Console.IsOutputRedirected, TimeProvider.System);
    using var data = DataFolder.For(options);
    int? port = options.Once ? options.Port : options.Port ?? FirstPort;
    var sandboxOptions = new SandboxOptions
    {
        Urls = $"http://127.0.0.1:{(port is null ? 0 : port + 1)}",
        Data = Path.Combine(data.Path, "sandbox"),
    };
    sandboxOptions.QuickBooksCommerce.RateLimited = options.RateLimit;
    await using var sandbox = await SandboxServer.StartAsync(sandboxOptions);
    using var client = new SandboxClient(sandbox.BaseAddress());
    var catalog = await client.CatalogAsync(CancellationToken.None);
    if (options.Faults)
    {
        await client.FailNowAndThenAsync(options.Seed, CancellationToken.None);
    }

    var builder = WebApplication.CreateBuilder();
    builder.WebHost.UseUrls($"http://127.0.0.1:{port ?? 0}");
    builder.Configuration.AddInMemoryCollection(
        HubSettings.For(options, data.Path, sandboxOptions, sandbox.BaseAddress(), port, catalog)
    );
    ServiceModule[] modules = [new CartAdapterModule(), new OrderRouterModule(), new WmsAdapterModule()];
    builder.AddLogs(
        ServiceHost.Read<TelemetryOptions>(builder.Configuration, "Telemetry"),
        ServiceHost.NameOf(modules),
        console => console.Sink(new ScreenSink(screen))
    );
    await using var hub = ServiceHost.Build(builder, modules);
    await ServiceHost.CheckStoresAsync(hub, modules);
    await hub.StartAsync();
    var keys = hub.Services.GetRequiredService<ApiKeyStore>();
    var key = await OperatorKey.KeepAsync(keys, data.Path, CancellationToken.None);
    var pair = await OperatorKey.KeepPairAsync(keys, data.Path, HubSettings.ApiCart, CancellationToken.None);
    var keyFile = Path.GetRelativePath(Environment.CurrentDirectory, key);
    screen.Line(
        $"The hub answers at      {hub.Urls.First()}; try curl -H @{keyFile} '{hub.Urls.First()}/api/v1/orders?status=error'"
    );
    screen.Line(
        $"CartRover clients use   {hub.Urls.First()}/v1/…; api_user:api_key in {Path.GetRelativePath(Environment.CurrentDirectory, pair)}"
    );
    screen.Line($"The sandbox answers at  {sandbox.BaseAddress()} (try /sandbox/report); data in {data.Path}");

    var watch = Stopwatch.StartNew();
    await client.SeedAsync(options.Orders, options.Seed, CancellationToken.None);
    var stopping = hub.Lifetime.ApplicationStopping;
    var settlement = new Settlement(
        client,
        hub.Services.GetRequiredService<IDocuments<OrderState>>(),
        screen,
        TimeProvider.System
    );
    try
    {
        var (report, findings) = await settlement.WaitAsync(stopping);
        TimeSpan? elapsed = options.Orders is null ? null : watch.Elapsed;
        var stockAgrees = await settlement.StockAgreesAsync(stopping);
        var right = Summary.Print(Console.Out, report, findings, stockAgrees, elapsed);
        if (options.Once)
        {
            await hub.StopAsync();
            return right ? 0 : 1;
        }

        screen.Line("Place another one: curl -X POST <sandbox>/sandbox/orders. Ctrl-C stops.");
        await hub.WaitForShutdownAsync(CancellationToken.None);
    }
    catch (OperationCanceledException) when (stopping.IsCancellationRequested)
    {
        await hub.StopAsync();
        return options.Once ? 1 : 0;
    }

    return 0;
}
