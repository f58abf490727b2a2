using System.Diagnostics.Metrics;
using Crossdock.Platform.Settings;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Crossdock.Platform.Observability;

/// <summary>Traces by OTLP where an address is set, from a queue that never makes an order wait; metrics for Prometheus, and by OTLP.</summary>
public static class Telemetry
{
    private const string MeterName = "Crossdock";

    /// <summary>
    /// Of one call to a receiver of telemetry. A service that stops waits for the last one: with several receivers that answer nothing, the
    /// usual ten seconds of each add up to what an orchestrator gives it in all.
    /// </summary>
    private static readonly TimeSpan ExportTimeout = TimeSpan.FromSeconds(4);
    private static readonly string[] OwnPaths = ["/health", "/metrics"];

    public static void AddTelemetry(this IServiceCollection services, TelemetryOptions options, string serviceName)
    {
        options.Check();
        services.AddSingleton(options);
        services.AddSingleton(provider => provider.GetRequiredService<IMeterFactory>().Create(MeterName));
        services.AddSingleton<ExternalCalls>();
        services.AddSingleton<GaugeSampling>();
        services
            .AddOpenTelemetry()
            .ConfigureResource(resource =>
                resource.Clear().AddService(serviceName, null, Product.Version, false, Environment.MachineName)
            )
            .WithTracing(traces => AddTraces(traces, options))
            .WithMetrics(metrics => AddMetrics(metrics, options));
        // The exporter knows meters by name, and two hosts in one process have one each.
        services.ConfigureOpenTelemetryMeterProvider(
            (provider, metrics) =>
                metrics.AddView(instrument =>
                    instrument.Meter.Scope is IMeterFactory host && host != provider.GetService<IMeterFactory>()
                        ? MetricStreamConfiguration.Drop
                        : null
                )
        );
    }

    private static void AddTraces(TracerProviderBuilder traces, TelemetryOptions options)
    {
        // An order is traced from its beginning or not at all: what an upstream sampler decided changes nothing. Where nothing is
        // exported, ids still travel with messages, so that an order keeps its trace for the day on which an address is set.
        traces
            .SetSampler(
                options is { Seq: null, Endpoint: null } ? new AlwaysOffSampler() : (Sampler)new AlwaysOnSampler()
            )
            .AddSource(OrderTrace.SourceName, "MassTransit")
            .AddHttpClientInstrumentation()
            .AddAspNetCoreInstrumentation(http =>
                http.Filter = context =>
                    !OwnPaths.Any(path => context.Request.Path.StartsWithSegments(path, StringComparison.Ordinal))
            );
        if (options.Seq is { } seq)
        {
            traces.AddOtlpExporter("seq", otlp => otlp.Post(seq, "ingest/otlp/v1/traces", options.SeqApiKey));
        }

        if (options.Endpoint is { } endpoint)
        {
            traces.AddOtlpExporter("traces", otlp => otlp.Post(endpoint, "v1/traces"));
        }
    }

    private static void AddMetrics(MeterProviderBuilder metrics, TelemetryOptions options)
    {
        metrics
            .AddMeter(MeterName)
            .AddAspNetCoreInstrumentation()
            .AddHttpClientInstrumentation()
            .AddRuntimeInstrumentation()
            .AddProcessInstrumentation()
            .AddPrometheusExporter(prometheus =>
                (prometheus.ScopeInfoEnabled, prometheus.TargetInfoEnabled) = (false, false)
            );
        if (options.Endpoint is { } endpoint)
        {
            metrics.AddOtlpExporter("metrics", (otlp, _) => otlp.Post(endpoint, "v1/metrics"));
        }
    }

    private static void Post(this OtlpExporterOptions otlp, Uri to, string path, string? seqApiKey = null)
    {
        otlp.Protocol = OtlpExportProtocol.HttpProtobuf;
        otlp.TimeoutMilliseconds = (int)ExportTimeout.TotalMilliseconds;
        otlp.Endpoint = new Uri($"{to.AbsoluteUri.TrimEnd('/')}/{path}");
        if (seqApiKey is { Length: > 0 })
        {
            otlp.Headers = $"X-Seq-ApiKey={seqApiKey}";
        }
    }
}
