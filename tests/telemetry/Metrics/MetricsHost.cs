using System.Diagnostics.Metrics;
using Crossdock.Platform.Observability;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Crossdock.Telemetry.Tests.Metrics;

/// <summary>A host with the product's telemetry and nothing else.</summary>
internal sealed class MetricsHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpClient http = new();

    private MetricsHost(WebApplication app) => this.app = app;

    public Meter Meter => app.Services.GetRequiredService<Meter>();

    public GaugeSampling Sampling => app.Services.GetRequiredService<GaugeSampling>();

    public static async Task<MetricsHost> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddTelemetry(new TelemetryOptions(), "spec");
        var web = builder.Build();
        web.MapPrometheusScrapingEndpoint("/metrics");
        await web.StartAsync();
        return new MetricsHost(web);
    }

    /// <summary>The series of <c>/metrics</c> whose names begin with <c>crossdock_</c>.</summary>
    public async Task<IReadOnlyDictionary<string, double>> ScrapeAsync()
    {
        // The exporter answers from its cache for a moment; a page that begins after this call has its own reading.
        await Task.Delay(TimeSpan.FromMilliseconds(400));
        var page = PrometheusPage.Parse(await http.GetStringAsync(new Uri($"{app.Urls.First()}/metrics")));
        return page
            .Samples.Where(s => s.Key.StartsWith("crossdock_", StringComparison.Ordinal))
            .ToDictionary(StringComparer.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
    }
}
