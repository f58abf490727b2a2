using Crossdock.Adapters;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Conformance.Http;

/// <summary>
/// A harness with a stand-in of the system: a few endpoints in front of some dictionaries, on a port of its own for each spec. All that
/// can go wrong on the way to it is the kit's part; the stand-in only answers as the real system does when all is well.
/// </summary>
public abstract class StandInHarness<TSystem> : HttpHarness<TSystem>
    where TSystem : class, IExternalSystem
{
    private WebApplication? app;

    /// <summary>Maps the system's endpoints. Two calls may come at once.</summary>
    protected abstract void Map(IEndpointRouteBuilder endpoints);

    protected sealed override async Task<Uri> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        app = builder.Build();
        app.UseRouting();
        Map(app);
        await app.StartAsync(Ct);
        return new Uri(app.Urls.Single());
    }

    protected sealed override async Task StopAsync() => await (app?.DisposeAsync() ?? ValueTask.CompletedTask);
}
