using Crossdock.CartAdapter;
using Crossdock.OrderRouter;
using Crossdock.Platform.Api;
using Crossdock.Platform.Hosting;
using Crossdock.TestSupport;
using Crossdock.WmsAdapter;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Crossdock.Security.Tests;

/// <summary>All services in one process, or some, and with that all their endpoints, over real HTTP.</summary>
public sealed class ApiHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly TemporaryFolder data;

    private ApiHost(WebApplication app, TemporaryFolder data, RecordingLogger log) =>
        (this.app, this.data, Log) = (app, data, log);

    public static async Task<ApiHost> StartAsync(
        string urls = "http://127.0.0.1:0",
        Action<WebApplication>? map = null,
        ServiceModule[]? modules = null,
        params (string Key, string? Value)[] settings
    )
    {
        var folder = new TemporaryFolder();
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls(urls);
        var log = new RecordingLogger();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?> { ["Bus:Transport"] = "InMemory", ["Store:Directory"] = folder.Of("data") }
        );
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => s.Value));
        var host = new ApiHost(
            ServiceHost.Build(
                builder,
                modules ?? [new CartAdapterModule(), new OrderRouterModule(), new WmsAdapterModule()]
            ),
            folder,
            log
        );
        map?.Invoke(host.app);
        await host.app.StartAsync();
        return host;
    }

    public RecordingLogger Log { get; }

    public Uri Address => new(app.Urls.First());

    public ApiKeyStore Keys => app.Services.GetRequiredService<ApiKeyStore>();

    /// <summary>Every endpoint there is, as the framework itself lists them.</summary>
    public IEnumerable<RouteEndpoint> Endpoints =>
        app.Services.GetRequiredService<EndpointDataSource>().Endpoints.Cast<RouteEndpoint>();

    /// <summary>Requests with this key, or with none.</summary>
    public async Task<HttpClient> ClientAsync(Role? role)
    {
        var client = new HttpClient { BaseAddress = Address };
        if (role is { } known)
        {
            var key = await Keys.AddAsync($"spec-{Guid.NewGuid():N}", known, default);
            client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        }

        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        data.Dispose();
    }
}
