using System.Diagnostics.Metrics;
using Crossdock.Platform.Observability;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Telemetry.Tests.Metrics;

public sealed class When_metrics_are_read : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly Meter meter;
    private readonly MetricBook book;

    public When_metrics_are_read()
    {
        var factory = services.GetRequiredService<IMeterFactory>();
        meter = HubMeter.Of(factory);
        book = new MetricBook(factory);
    }

    private PrometheusPage Page => PrometheusPage.Parse(book.Read());

    [Fact]
    public void Should_add_a_counter_up_by_its_labels_and_end_its_name_with_total()
    {
        var calls = meter.CreateCounter<long>("crossdock.test.calls", "{call}", "Calls.");
        calls.Add(2, Reading.Label("connection", "a"));
        calls.Add(3, Reading.Label("connection", "a"));
        calls.Add(7, Reading.Label("connection", "b"));

        Assert.Equal("counter", Page.Types["crossdock_test_calls_total"]);
        Assert.Equal(5, Page["crossdock_test_calls_total{connection=\"a\"}"]);
        Assert.Equal(7, Page["crossdock_test_calls_total{connection=\"b\"}"]);
    }

    [Fact]
    public void Should_escape_what_would_break_a_line()
    {
        var calls = meter.CreateCounter<long>("crossdock.test.calls", null, "One\nand \\ two.");
        calls.Add(1, Reading.Label("connection", "a \"quoted\" \\ name\non two lines"));

        Assert.Equal("One\nand \\ two.", Page.Help["crossdock_test_calls_total"]);
        Assert.Equal(
            """crossdock_test_calls_total{connection="a \"quoted\" \\ name\non two lines"}""",
            Page.Samples.Keys.Single()
        );
    }

    [Fact]
    public void Should_count_a_histogram_s_buckets_from_below()
    {
        var times = meter.CreateHistogram<double>(
            "crossdock.test.time",
            "s",
            "Seconds.",
            tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.5, 1] }
        );
        foreach (var seconds in (double[])[0.25, 0.5, 0.75, 4])
        {
            times.Record(seconds);
        }

        var page = Page;
        Assert.Equal("histogram", page.Types["crossdock_test_time_seconds"]);
        Assert.Equal(2, page["crossdock_test_time_seconds_bucket{le=\"0.5\"}"]);
        Assert.Equal(3, page["crossdock_test_time_seconds_bucket{le=\"1\"}"]);
        Assert.Equal(4, page["crossdock_test_time_seconds_bucket{le=\"+Inf\"}"]);
        Assert.Equal(4, page["crossdock_test_time_seconds_count"]);
        Assert.Equal(5.5, page["crossdock_test_time_seconds_sum"]);
    }

    [Fact]
    public void Should_not_show_a_gauge_s_label_that_is_gone()
    {
        var shown = new List<string> { "a", "b" };
        meter.CreateObservableGauge(
            "crossdock.test.depth",
            () => shown.Select(s => new Measurement<double>(1, Reading.Label("queue", s))),
            "{message}",
            "Messages."
        );
        Assert.Equal(2, Page.Samples.Count);

        shown.Remove("a");

        Assert.Equal(["crossdock_test_depth{queue=\"b\"}"], Page.Samples.Keys);
    }

    [Fact]
    public void Should_stay_bounded_whatever_the_labels()
    {
        var calls = meter.CreateCounter<long>("crossdock.test.calls", null, "Calls.");
        for (var i = 0; i < MetricBook.MaxSeries + 10; i++)
        {
            calls.Add(1, Reading.Label("connection", $"{i}"));
        }

        Assert.Equal(MetricBook.MaxSeries, Page.Samples.Count);
    }

    [Fact]
    public void Should_show_nothing_of_another_host_s_meter()
    {
        using var other = new ServiceCollection().AddMetrics().BuildServiceProvider();
        HubMeter
            .Of(other.GetRequiredService<IMeterFactory>())
            .CreateCounter<long>("crossdock.test.calls", null, "Calls.")
            .Add(1);

        Assert.DoesNotContain("crossdock_test_calls", book.Read(), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        book.Dispose();
        services.Dispose();
    }
}
