using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Crossdock.Platform.Observability;

/// <param name="Name">With dots, for example <c>crossdock.orders</c>; Prometheus gets underscores.</param>
/// <param name="Unit">As UCUM has it: <c>s</c>, or what is counted in braces, for example <c>{order}</c>.</param>
/// <param name="Help">One sentence that names the unit.</param>
public sealed record Gauge(string Name, string Unit, string Help);

/// <summary>The value of a gauge.</summary>
/// <param name="Labels">Few and bounded: statuses, connections, collections, queues; never an order.</param>
public sealed record Reading(Gauge Gauge, double Value, params IReadOnlyList<KeyValuePair<string, object?>> Labels)
{
    public static KeyValuePair<string, object?> Label(string name, string value) => new(name, value);
}

/// <summary>What all sampled gauges of a service share.</summary>
public sealed record GaugeSampling(
    Meter Meter,
    TelemetryOptions Options,
    TimeProvider Time,
    ILogger<SampledGauges> Logger
);

/// <summary>
/// Gauges that cost a query of the store or the broker: read at a fixed interval, so that the cost does not depend on who scrapes. A
/// source that cannot be read has no value meanwhile: an old number would look like a good one.
/// </summary>
public abstract partial class SampledGauges : BackgroundService
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);
    private readonly GaugeSampling sampling;
    private volatile IReadOnlyList<Reading> latest = [];
    private bool failing;

    protected SampledGauges(GaugeSampling sampling, params IReadOnlyList<Gauge> gauges)
    {
        this.sampling = sampling;
        foreach (var gauge in gauges)
        {
            sampling.Meter.CreateObservableGauge(
                gauge.Name,
                () => latest.Where(r => r.Gauge == gauge).Select(r => new Measurement<double>(r.Value, r.Labels)),
                gauge.Unit,
                gauge.Help
            );
        }
    }

    protected TimeProvider Time => sampling.Time;

    /// <summary>Reads all of them as they are now, at a bounded cost.</summary>
    public abstract Task<IReadOnlyList<Reading>> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Reads them once, for the next scrape.</summary>
    public async Task SampleAsync(CancellationToken stoppingToken)
    {
        using var timeout = new CancellationTokenSource(Timeout, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, timeout.Token);
        try
        {
            latest = await ReadAsync(either.Token);
            failing = false;
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            latest = [];
            if (!failing)
            {
                GaugesNotRead(sampling.Logger, GetType().Name, e.Message);
            }

            failing = true;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(sampling.Options.SampleInterval, Time);
        do
        {
            await SampleAsync(stoppingToken);
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Warning, "{Source} cannot be read and have no value meanwhile: {Reason}")]
    private static partial void GaugesNotRead(ILogger logger, string source, string reason);
}
