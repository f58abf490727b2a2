using System.Globalization;
using System.Text;

namespace Crossdock.Platform.Observability;

/// <summary>
/// Writes Prometheus' text format, version 0.0.4. Written here because the exporter of OpenTelemetry is not to be had everywhere, and the
/// format is a page long: https://prometheus.io/docs/instrumenting/exposition_formats/.
/// </summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static string Of(IEnumerable<Metric> metrics)
    {
        var text = new StringBuilder();
        foreach (var metric in metrics)
        {
            var name = Name(metric);
            var type =
                metric.IsHistogram ? "histogram"
                : metric.IsCounter ? "counter"
                : "gauge";
            text.Append($"# HELP {name} {Escape(metric.Instrument.Description ?? "")}\n");
            text.Append($"# TYPE {name} {type}\n");
            foreach (var series in metric.Series.Values)
            {
                if (metric.IsHistogram)
                {
                    Histogram(text, name, series);
                }
                else
                {
                    Line(text, name, series.Labels, series.Value);
                }
            }
        }

        return text.ToString();
    }

    /// <summary>Labels as they stand between the braces.</summary>
    public static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in tags)
        {
            var words = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            text.Append(text.Length > 0 ? "," : "")
                .Append(Legal(name))
                .Append("=\"")
                .Append(Escape(words).Replace("\"", "\\\"", StringComparison.Ordinal))
                .Append('"');
        }

        return text.ToString();
    }

    private static void Histogram(StringBuilder text, string name, Series series)
    {
        var others = series.Labels.Length > 0 ? $"{series.Labels}," : "";
        foreach (var (bound, count) in series.Buckets)
        {
            Line(text, $"{name}_bucket", $"{others}le=\"{Number(bound)}\"", count);
        }

        Line(text, $"{name}_bucket", $"{others}le=\"+Inf\"", series.Count);
        Line(text, $"{name}_sum", series.Labels, series.Value);
        Line(text, $"{name}_count", series.Labels, series.Count);
    }

    private static void Line(StringBuilder text, string name, string labels, double value) =>
        text.Append(name)
            .Append(labels.Length > 0 ? $"{{{labels}}}" : "")
            .Append(' ')
            .Append(Number(value))
            .Append('\n');

    /// <summary>Underscores for dots, the unit behind it, and what counters end with.</summary>
    private static string Name(Metric metric)
    {
        var name = Legal(metric.Instrument.Name);
        name = metric.Instrument.Unit == "s" ? $"{name}_seconds" : name;
        return metric.IsCounter ? $"{name}_total" : name;
    }

    private static string Legal(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "+Inf"
        : double.IsNegativeInfinity(value) ? "-Inf"
        : value.ToString("R", CultureInfo.InvariantCulture);
}
