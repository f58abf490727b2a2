using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Crossdock.Platform.Observability;

/// <summary><c>Metrics:…</c> in configuration.</summary>
public sealed class MetricsOptions
{
    /// <summary>How often gauges are read, whether or not anybody asks: what that costs does not depend on who scrapes.</summary>
    public TimeSpan Every { get; set; } = TimeSpan.FromSeconds(15);
}

/// <summary>
/// Reads all gauges at one pace and keeps the latest readings. A source that cannot be read shows nothing meanwhile: an old number
/// would look like a good one.
/// </summary>
public sealed partial class GaugeSampler : BackgroundService
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<GaugeSource, IReadOnlyList<Reading>> latest = new();
    private readonly HashSet<GaugeSource> silent = [];
    private readonly IReadOnlyList<GaugeSource> sources;
    private readonly MetricsOptions options;
    private readonly TimeProvider time;
    private readonly ILogger<GaugeSampler> logger;

    public GaugeSampler(
        IEnumerable<GaugeSource> sources,
        IMeterFactory meters,
        MetricsOptions options,
        TimeProvider time,
        ILogger<GaugeSampler> logger
    )
    {
        (this.options, this.time, this.logger) = (options, time, logger);
        this.sources = [.. sources];
        var meter = HubMeter.Of(meters);
        foreach (var gauge in this.sources.SelectMany(source => source.Gauges).Distinct())
        {
            meter.CreateObservableGauge(
                gauge.Name,
                () => Shown(gauge).Select(r => new Measurement<double>(r.Value, r.Labels)),
                gauge.Unit,
                gauge.Help
            );
        }
    }

    /// <summary>Reads all sources once.</summary>
    public Task SampleAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(sources.Select(source => SampleAsync(source, cancellationToken)));

    /// <summary>Each source at its own pace: one that takes long keeps none of the others waiting.</summary>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(sources.Select(source => Task.Run(() => KeepSamplingAsync(source, stoppingToken), stoppingToken)));

    private async Task KeepSamplingAsync(GaugeSource source, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await SampleAsync(source, stoppingToken);
            await Task.Delay(options.Every, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private IEnumerable<Reading> Shown(Gauge gauge) =>
        latest.Values.SelectMany(readings => readings).Where(r => r.Gauge == gauge);

    private async Task SampleAsync(GaugeSource source, CancellationToken stoppingToken)
    {
        using var timeout = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, timeout.Token);
        try
        {
            latest[source] = await source.ReadAsync(either.Token);
            Spoke(source);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
        catch (Exception e)
        {
            latest[source] = [];
            if (FellSilent(source))
            {
                GaugesNotRead(logger, source.GetType().Name, e.Message);
            }
        }
    }

    private bool FellSilent(GaugeSource source)
    {
        lock (silent)
        {
            return silent.Add(source);
        }
    }

    private void Spoke(GaugeSource source)
    {
        lock (silent)
        {
            silent.Remove(source);
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Source} cannot be read and shows nothing until it can: {Reason}")]
    private static partial void GaugesNotRead(ILogger logger, string source, string reason);
}
