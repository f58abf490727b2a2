using Crossdock.Platform.Settings;
using Crossdock.Platform.Storage;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Crossdock.Platform.Api;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: bus and store work; 503 and which of them does not otherwise.
/// </summary>
public static class HealthEndpoints
{
    private const string Ready = "ready";

    internal static void AddCrossdockHealth(this IServiceCollection services)
    {
        services
            .AddHealthChecks()
            .AddCheck<BusCheck>("bus", tags: [Ready])
            .AddCheck<StoreCheck>("store", tags: [Ready])
            .AddCheck<DocumentCheck>("documents", tags: [Ready]);
        // Who asks is answered; a line of the log for each question that finds a stopped store would hide the ones that matter.
        services.AddLogging(logs => logs.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None));
        // MassTransit registers a check of its own, which would report the bus a second time.
        services.Configure<HealthCheckServiceOptions>(options =>
        {
            foreach (var check in options.Registrations.Where(r => r.Tags.Contains("masstransit")).ToList())
            {
                options.Registrations.Remove(check);
            }
        });
    }

    internal static void MapCrossdockHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints
            .MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false })
            .AllowAnonymously(ApiSecurity.Health);
        endpoints
            .MapHealthChecks(
                "/health/ready",
                new HealthCheckOptions { Predicate = c => c.Tags.Contains(Ready), ResponseWriter = WriteAsync }
            )
            .AllowAnonymously(ApiSecurity.Health);
    }

    private static Task WriteAsync(HttpContext context, HealthReport report) =>
        context.Response.WriteAsJsonAsync(
            new
            {
                status = report.Status.ToString(),
                version = Product.Version,
                checks = report.Entries.ToDictionary(
                    e => e.Key,
                    e => new { status = e.Value.Status.ToString(), e.Value.Description }
                ),
            },
            context.RequestAborted
        );

    private sealed class BusCheck(IBusControl bus) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context,
            CancellationToken cancellationToken = default
        )
        {
            var health = bus.CheckHealth();
            return Task.FromResult(
                health.Status == BusHealthStatus.Healthy
                    ? HealthCheckResult.Healthy("connected")
                    : HealthCheckResult.Unhealthy($"the bus waits for its broker: {health.Description}")
            );
        }
    }

    private sealed class StoreCheck(IEnumerable<StoreProbe> stores) : IHealthCheck
    {
        /// <summary>Less than <c>--health-check</c> waits for the answer.</summary>
        private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

        public async Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context,
            CancellationToken cancellationToken = default
        )
        {
            try
            {
                await Task.WhenAll(stores.Select(store => store.TryAsync())).WaitAsync(Timeout, cancellationToken);
                return HealthCheckResult.Healthy("writable");
            }
            catch (StoreUnavailableException e)
            {
                return HealthCheckResult.Unhealthy(e.Message);
            }
            catch (TimeoutException)
            {
                return HealthCheckResult.Unhealthy($"nothing could be written for {Timeout.TotalSeconds:0} s");
            }
        }
    }

    /// <summary>A document that cannot be read stops nothing, and so keeps nobody from asking this replica.</summary>
    private sealed class DocumentCheck(UnreadableDocuments unreadable) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context,
            CancellationToken cancellationToken = default
        ) =>
            Task.FromResult(
                unreadable.Count == 0
                    ? HealthCheckResult.Healthy("readable")
                    : HealthCheckResult.Degraded(
                        $"{unreadable.Count} cannot be read and are left out: see the events DocumentUnreadable"
                    )
            );
    }
}
