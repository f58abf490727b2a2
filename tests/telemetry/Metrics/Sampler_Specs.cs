using System.Diagnostics.Metrics;
using Crossdock.Platform.Observability;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Crossdock.Telemetry.Tests.Metrics;

public sealed class When_a_source_of_gauges_fails
{
    [Fact]
    public async Task Should_show_the_others_and_no_old_number_in_its_place()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = services.GetRequiredService<IMeterFactory>();
        var (good, bad) = (new Source("good"), new Source("bad"));
        using var book = new MetricBook(meters);
        using var sampler = new GaugeSampler(
            [good, bad],
            meters,
            new MetricsOptions(),
            TimeProvider.System,
            NullLogger<GaugeSampler>.Instance
        );
        await sampler.SampleAsync(CancellationToken.None);
        Assert.Equal(["crossdock_bad", "crossdock_good"], Shown());

        bad.Failure = new InvalidOperationException("no store");
        await sampler.SampleAsync(CancellationToken.None);
        Assert.Equal(["crossdock_good"], Shown());

        bad.Failure = null;
        await sampler.SampleAsync(CancellationToken.None);
        Assert.Equal(["crossdock_bad", "crossdock_good"], Shown());

        IEnumerable<string> Shown() => PrometheusPage.Parse(book.Read()).Samples.Keys.Order();
    }

    private sealed class Source(string name) : GaugeSource
    {
        private readonly Gauge gauge = new($"crossdock.{name}", "1", name);

        public Exception? Failure { get; set; }

        public override IReadOnlyList<Gauge> Gauges => [gauge];

        public override Task<IReadOnlyList<Reading>> ReadAsync(CancellationToken cancellationToken) =>
            Failure is null
                ? Task.FromResult<IReadOnlyList<Reading>>([new Reading(gauge, 1)])
                : Task.FromException<IReadOnlyList<Reading>>(Failure);
    }
}
