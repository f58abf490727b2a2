using System.Diagnostics.Metrics;
using Crossdock.Platform.Observability;

namespace Crossdock.Telemetry.Tests.Metrics;

public sealed class When_metrics_are_scraped
{
    private static readonly Gauge Depth = new("crossdock.test.depth", "{message}", "Messages.");

    [Fact]
    public async Task Should_show_nothing_of_a_gauge_s_label_that_is_gone()
    {
        await using var host = await MetricsHost.StartAsync();
        var shown = new List<string> { "a", "b" };
        host.Meter.CreateObservableGauge(
            Depth.Name,
            () => shown.Select(s => new Measurement<double>(1, Reading.Label("queue", s)))
        );
        Assert.Equal(2, (await host.ScrapeAsync()).Count);

        shown.Remove("a");

        Assert.Equal(["crossdock_test_depth{queue=\"b\"}"], (await host.ScrapeAsync()).Keys);
    }

    [Fact]
    public async Task Should_escape_what_would_break_a_line()
    {
        await using var host = await MetricsHost.StartAsync();
        host.Meter.CreateCounter<long>("crossdock.test.calls", null, "One\nand \\ two.")
            .Add(1, Reading.Label("connection", "a \"quoted\" \\ name\non two lines"));

        Assert.Equal(
            """crossdock_test_calls_total{connection="a \"quoted\" \\ name\non two lines"}""",
            (await host.ScrapeAsync()).Keys.Single()
        );
    }

    [Fact]
    public async Task Should_show_nothing_of_another_host_in_the_same_process()
    {
        await using var host = await MetricsHost.StartAsync();
        await using var other = await MetricsHost.StartAsync();
        host.Meter.CreateCounter<long>("crossdock.test.calls").Add(2);
        other.Meter.CreateCounter<long>("crossdock.test.calls").Add(40);

        Assert.Equal(2, (await host.ScrapeAsync())["crossdock_test_calls_total{}"]);
        Assert.Equal(40, (await other.ScrapeAsync())["crossdock_test_calls_total{}"]);
    }

    [Fact]
    public async Task Should_show_the_readings_of_all_sources_and_no_old_number_of_one_that_fails()
    {
        await using var host = await MetricsHost.StartAsync();
        using var good = new Source(host.Sampling, "good");
        using var bad = new Source(host.Sampling, "bad");
        await SampleAsync();
        Assert.Equal(["bad", "good"], await ShownAsync());

        bad.Failure = new InvalidOperationException("no store");
        await SampleAsync();
        Assert.Equal(["good"], await ShownAsync());

        bad.Failure = null;
        await SampleAsync();
        Assert.Equal(["bad", "good"], await ShownAsync());

        Task SampleAsync() => Task.WhenAll(good.SampleAsync(default), bad.SampleAsync(default));
        async Task<IEnumerable<string>> ShownAsync() =>
            (await host.ScrapeAsync()).Keys.Select(k => k.Split('"')[1]).Order();
    }

    private sealed class Source(GaugeSampling sampling, string name) : SampledGauges(sampling, Depth)
    {
        public Exception? Failure { get; set; }

        public override Task<IReadOnlyList<Reading>> ReadAsync(CancellationToken cancellationToken) =>
            Failure is null
                ? Task.FromResult<IReadOnlyList<Reading>>([new Reading(Depth, 1, Reading.Label("queue", name))])
                : Task.FromException<IReadOnlyList<Reading>>(Failure);
    }
}
