using System.Diagnostics.Metrics;

namespace Crossdock.Platform.Observability;

/// <summary>Listens to the host's meter and adds up what it measures, until somebody wants to read it.</summary>
public sealed class MetricBook : IDisposable
{
    /// <summary>More series than any instrument of ours has; what would be more is left out, so that memory stays bounded.</summary>
    public const int MaxSeries = 1000;
    private readonly Lock circuit = new();
    private readonly SortedDictionary<string, Metric> metrics = new(StringComparer.Ordinal);
    private readonly MeterListener listener = new();

    public MetricBook(IMeterFactory meters)
    {
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == HubMeter.Name && instrument.Meter.Scope == meters)
            {
                Add(instrument);
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((i, value, tags, _) => Note(i, value, tags));
        listener.SetMeasurementEventCallback<long>((i, value, tags, _) => Note(i, value, tags));
        listener.SetMeasurementEventCallback<int>((i, value, tags, _) => Note(i, value, tags));
        listener.Start();
    }

    /// <summary>All of it in Prometheus' text format, version 0.0.4.</summary>
    public string Read()
    {
        lock (circuit)
        {
            foreach (var metric in metrics.Values.Where(m => m.Instrument.IsObservable))
            {
                metric.Series.Clear(); // What is not shown any more must not stay.
            }

            listener.RecordObservableInstruments();
            return PrometheusText.Of(metrics.Values);
        }
    }

    public void Dispose() => listener.Dispose();

    private void Add(Instrument instrument)
    {
        lock (circuit)
        {
            metrics.TryAdd(instrument.Name, new Metric(instrument));
        }
    }

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = PrometheusText.Labels(tags);
        // Entered again by Read, whose call measures the observable ones.
        lock (circuit)
        {
            metrics[instrument.Name].Note(labels, value);
        }
    }
}

/// <summary>One instrument and its series.</summary>
internal sealed class Metric(Instrument instrument)
{
    private readonly IReadOnlyList<double> bounds =
        (instrument as Histogram<double>)?.Advice?.HistogramBucketBoundaries ?? [];

    public Instrument Instrument { get; } = instrument;

    public bool IsHistogram => Instrument is Histogram<double>;
    public bool IsCounter => Instrument is Counter<long>;
    public SortedDictionary<string, Series> Series { get; } = new(StringComparer.Ordinal);

    public void Note(string labels, double value)
    {
        if (!Series.TryGetValue(labels, out var series))
        {
            if (Series.Count >= MetricBook.MaxSeries)
            {
                return;
            }

            series = Series[labels] = new Series(labels, bounds);
        }

        if (IsHistogram || IsCounter)
        {
            series.Add(value);
        }
        else
        {
            series.Set(value);
        }
    }
}
