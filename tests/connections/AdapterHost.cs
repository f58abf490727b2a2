using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Crossdock.Platform.Api;
using Crossdock.Platform.Hosting;
using Crossdock.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Crossdock.Connections.Tests;

/// <summary>One adapter as it runs, over the in-memory bus and a SQLite file; several on one folder are replicas.</summary>
internal sealed class AdapterHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private AdapterHost(WebApplication app, HttpClient http, RecordingLogger log) =>
        (this.app, Http, Log) = (app, http, log);

    /// <summary>Requests at its endpoints with a key that may set up.</summary>
    public HttpClient Http { get; }

    /// <summary>What it logs.</summary>
    public RecordingLogger Log { get; }

    public IServiceProvider Services => app.Services;

    public static Task<AdapterHost> StartAsync(
        ServiceModule module,
        TemporaryFolder folder,
        params (string Key, string? Value)[] settings
    ) => StartAsync([module], folder, settings);

    /// <summary>Several services in one process; the endpoints of each one's connections are below its name.</summary>
    public static async Task<AdapterHost> StartAsync(
        ServiceModule[] modules,
        TemporaryFolder folder,
        params (string Key, string? Value)[] settings
    )
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var log = new RecordingLogger();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["Bus:Transport"] = "InMemory",
                ["Store:Directory"] = folder.Of("data"),
                ["Connections:AllowedNetworks:0"] = "127.0.0.0/8",
                ["Work:PollInterval"] = "00:00:00.2",
            }
        );
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => s.Value));
        var service = ServiceHost.Build(builder, modules);
        await service.StartAsync();
        var key = await service
            .Services.GetRequiredService<ApiKeyStore>()
            .AddAsync($"spec-{Guid.NewGuid():N}", Role.Admin, default);
        var http = new HttpClient { BaseAddress = new Uri(service.Urls.First()) };
        http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        return new AdapterHost(service, http, log);
    }

    public async Task<JsonNode> SeeAsync(string name) =>
        (await Http.GetFromJsonAsync<JsonNode>($"/api/v1/warehouses/{name}"))!;

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
