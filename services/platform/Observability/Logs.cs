using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Configuration;
using Serilog.Core;
using Serilog.Events;
using Serilog.Extensions.Logging;
using Serilog.Formatting.Compact;

namespace Crossdock.Platform.Observability;

/// <summary>Logs go through Serilog to the console, and to Seq where its address is set.</summary>
public static class Logs
{
    /// <summary>How many events wait for a Seq that does not answer; later ones are dropped.</summary>
    private const int MaxQueued = 20_000;

    /// <summary>For one request to Seq: the end of the process waits for at most two.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <summary>One JSON object per line (CLEF, as Seq's own tools read it).</summary>
    public static void Json(LoggerSinkConfiguration console) => console.Console(new RenderedCompactJsonFormatter());

    /// <param name="console">What the program shows: <see cref="Json"/>, or something of its own.</param>
    public static void AddLogs(
        this WebApplicationBuilder builder,
        TelemetryOptions options,
        string serviceName,
        Action<LoggerSinkConfiguration> console
    )
    {
        var serilog = new LoggerConfiguration()
            .MinimumLevel.Verbose() // The filters below decide, and Logging:LogLevel:… in configuration.
            .Enrich.With<EventNames>()
            .Enrich.WithProperty("Service", serviceName);
        console(serilog.WriteTo);
        if (options.Seq is { } seq)
        {
            serilog.WriteTo.Seq(
                seq.AbsoluteUri,
                apiKey: options.SeqApiKey,
                queueSizeLimit: MaxQueued,
                messageHandler: new TimeLimit()
            );
        }

        builder
            .Logging.ClearProviders()
            // Serilog notes trace and span itself.
            .Configure(factory => factory.ActivityTrackingOptions = ActivityTrackingOptions.None)
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information)
            .AddFilter("System", LogLevel.Warning)
            // Its warnings are the retries of a lost race; what fails for good is logged as MessageFailed.
            .AddFilter("MassTransit", LogLevel.Error)
            // It tells each queue's share of an outage with a stack trace, where BrokerLost and BrokerRefused say it once.
            .AddFilter("MassTransit.ReceiveTransport", LogLevel.None)
            // A start that fails is told in one line at the end.
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None)
            // It warns at each new key that no certificate is set; docs/security.md says so once.
            .AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error)
            // Not by AddSerilog, which lets everything through these filters. Made by the host, it is disposed with it.
            .Services.AddSingleton<ILoggerProvider>(_ => new SerilogLoggerProvider(
                serilog.CreateLogger(),
                dispose: true
            ));
    }

    /// <summary>The event's name as a property of its own: Serilog has it inside <c>EventId</c>, where nobody searches.</summary>
    private sealed class EventNames : ILogEventEnricher
    {
        public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
        {
            if (
                logEvent.Properties.GetValueOrDefault("EventId") is StructureValue id
                && id.Properties.FirstOrDefault(p => p.Name == "Name") is { } name
            )
            {
                logEvent.AddOrUpdateProperty(new LogEventProperty("EventName", name.Value));
            }

            logEvent.RemovePropertyIfPresent("EventId");
        }
    }

    /// <summary>The sink's own client waits 100 seconds, which would hold up the end of the process.</summary>
    private sealed class TimeLimit() : DelegatingHandler(new SocketsHttpHandler { ActivityHeadersPropagator = null })
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(Timeout);
            return await base.SendAsync(request, limit.Token);
        }
    }
}
