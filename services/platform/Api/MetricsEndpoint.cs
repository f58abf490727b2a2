using Crossdock.Platform.Observability;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Crossdock.Platform.Api;

/// <summary><c>/metrics</c> for Prometheus, and what stands behind it.</summary>
public static class MetricsEndpoint
{
    internal static void AddCrossdockMetrics(this IServiceCollection services, MetricsOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<MetricBook>();
        services.AddSingleton<ExternalCalls>();
        services.AddSingleton<GaugeSampler>();
        services.AddSingleton<IHostedService>(provider =>
        {
            // It listens from the start: what was measured before would be missing.
            provider.GetRequiredService<MetricBook>();
            return provider.GetRequiredService<GaugeSampler>();
        });
    }

    internal static void MapMetrics(this IEndpointRouteBuilder endpoints) =>
        endpoints
            .MapGet("/metrics", (MetricBook book) => Results.Text(book.Read(), PrometheusText.ContentType))
            .For(Role.Read);
}
