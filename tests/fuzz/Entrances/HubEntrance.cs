using System.Net;
using Crossdock.AllInOne;
using Crossdock.CartAdapter;
using Crossdock.OrderRouter;
using Crossdock.Platform.Api;
using Crossdock.Platform.Hosting;
using Crossdock.Sandbox;
using Crossdock.Sandbox.Settings;
using Crossdock.TestSupport;
using Crossdock.WmsAdapter;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Crossdock.Fuzz.Entrances;

/// <summary>The whole hub in this process, asked over HTTP on the loopback.</summary>
internal abstract class HubEntrance : Entrance
{
    private readonly TemporaryFolder data = new();
    private WebApplication? sandbox;
    private WebApplication? hub;

    public override int Share => 2;

    protected SandboxOptions Options { get; } = new();

    /// <summary>With a key for everything.</summary>
    protected HttpClient Http { get; } = new();

    public override async Task StartAsync()
    {
        Options.QuickBooksCommerce.RateLimited = false;
        sandbox = await SandboxServer.StartAsync(Options, default);
        using var client = new SandboxClient(sandbox.BaseAddress());
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(
            HubSettings.For(
                new Options { Once = true },
                data.Path,
                Options,
                sandbox.BaseAddress(),
                null,
                await client.CatalogAsync(default)
            )
        );
        hub = ServiceHost.Build(builder, new CartAdapterModule(), new OrderRouterModule(), new WmsAdapterModule());
        await hub.StartAsync();
        Http.BaseAddress = new Uri(hub.Urls.First());
        Http.DefaultRequestHeaders.Authorization = new(
            "Bearer",
            await hub.Services.GetRequiredService<ApiKeyStore>().AddAsync("fuzz", Role.Admin, default)
        );
        await client.SeedAsync(20, 7, default);
    }

    /// <summary>500 is a defect; every other answer is one.</summary>
    protected async Task<Outcome> SendAsync(HttpRequestMessage request, int bytes, string input)
    {
        // A body that is refused unread may end its connection, which would fail the request after it.
        request.Headers.ConnectionClose = true;
        using var answer = await Http.SendAsync(request);
        return answer.StatusCode == HttpStatusCode.InternalServerError
            ? throw new FuzzException(
                $"500 for {request.Method} {request.RequestUri?.OriginalString.Split('?')[0]}: {request.RequestUri} {input}"
            )
            : new(answer.IsSuccessStatusCode, bytes);
    }

    public override async ValueTask DisposeAsync()
    {
        await (hub?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (sandbox?.DisposeAsync() ?? ValueTask.CompletedTask);
        Http.Dispose();
        data.Dispose();
    }
}
