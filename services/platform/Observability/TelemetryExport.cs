using System.Diagnostics;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Crossdock.Platform.Observability;

/// <summary>Sends traces and logs by OTLP where an endpoint is set, from a queue in the background that never makes an order wait.</summary>
internal static class TelemetryExport
{
    private static readonly string[] Sources =
    [
        OrderTrace.SourceName,
        "MassTransit",
        "System.Net.Http",
        "Microsoft.AspNetCore",
    ];

    public static void AddTelemetry(this WebApplicationBuilder builder, TelemetryOptions options, string serviceName)
    {
        options.Check();
        OrderTrace.KeepGoing();
        if (options.Endpoint is not { } endpoint)
        {
            return;
        }

        // Else the framework's spans of our own endpoints say neither method nor path nor status.
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", isEnabled: false);
        var resource = ResourceBuilder
            .CreateEmpty()
            .AddService(
                serviceName,
                serviceVersion: Assembly.GetEntryAssembly()?.GetName().Version?.ToString(3),
                serviceInstanceId: Environment.MachineName
            );
        builder.Services.AddSingleton<IHostedService>(_ => new TracesUntilStopped(
            Sdk.CreateTracerProviderBuilder()
                .SetResourceBuilder(resource)
                // An order is followed whoever started it: a parent that was not sampled elsewhere changes nothing.
                .SetSampler(new AlwaysOnSampler())
                .AddSource(Sources)
                .AddProcessor<NoSelfTalk>()
                .AddOtlpExporter(otlp => Configure(otlp, "v1/traces"))
                .Build()
        ));
        builder.Logging.AddOpenTelemetry(logs =>
        {
            logs.SetResourceBuilder(resource);
            logs.IncludeFormattedMessage = true;
            logs.ParseStateValues = true;
            logs.AddProcessor(new NamedEvents());
            logs.AddOtlpExporter(otlp => Configure(otlp, "v1/logs"));
        });

        void Configure(OtlpExporterOptions otlp, string path)
        {
            otlp.Protocol = OtlpExportProtocol.HttpProtobuf;
            otlp.Endpoint = new Uri($"{endpoint.AbsoluteUri.TrimEnd('/')}/{path}");
            otlp.TimeoutMilliseconds = (int)options.Timeout.TotalMilliseconds;
            otlp.Headers = options.SeqApiKey is { Length: > 0 } key ? $"X-Seq-ApiKey={key}" : null;
        }
    }

    /// <summary>Sends what is left when the service stops.</summary>
    private sealed class TracesUntilStopped(TracerProvider traces) : IHostedService, IDisposable
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) =>
            Task.Run(() => traces.ForceFlush(5000), cancellationToken);

        public void Dispose() => traces.Dispose();
    }

    /// <summary>The event's name as a property, by which people search; not every reader of OTLP shows it otherwise.</summary>
    private sealed class NamedEvents : BaseProcessor<LogRecord>
    {
        public override void OnEnd(LogRecord data)
        {
            if (data.EventId.Name is { } name)
            {
                data.Attributes = [.. data.Attributes ?? [], new("EventName", name)];
            }
        }
    }

    /// <summary>Health and metrics are asked every few seconds, and are nobody's order.</summary>
    private sealed class NoSelfTalk : BaseProcessor<Activity>
    {
        public override void OnEnd(Activity data)
        {
            if (
                data.GetTagItem("url.path") is string path
                && (
                    path.StartsWith("/health", StringComparison.Ordinal)
                    || path.StartsWith("/metrics", StringComparison.Ordinal)
                )
            )
            {
                data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
            }
        }
    }
}
