using System.Diagnostics;
using Crossdock.Platform.Observability;
using Crossdock.Telemetry.Tests.Received;
using Crossdock.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Crossdock.Telemetry.Tests.Seq;

/// <summary>An outage of Seq costs logs, and nothing else: neither time, nor memory without bounds, nor the end of the process.</summary>
public sealed partial class When_seq_is_out_of_order
{
    private const int MaxQueued = 20_000;
    private const int BatchSize = 1000;

    [Theory]
    [InlineData(Behavior.Hangs)]
    [InlineData(Behavior.Rejects)]
    public async Task Should_neither_slow_down_the_service_nor_hold_up_its_end(Behavior behavior)
    {
        await using var seq = await Receiver.StartAsync(behavior);
        var logged = Stopwatch.StartNew();
        var app = Service(seq.Address);
        Log(app, MaxQueued + BatchSize);
        Assert.True(logged.Elapsed < TimeSpan.FromSeconds(10), $"Logging took {logged.Elapsed}.");
        await Wait.UntilAsync(() => seq.Begun > 0, "the first request");

        var ended = Stopwatch.StartNew();
        await app.DisposeAsync();

        Assert.True(ended.Elapsed < TimeSpan.FromSeconds(20), $"The end took {ended.Elapsed}.");
    }

    [Fact]
    public async Task Should_deliver_what_fitted_into_the_queue_once_seq_comes()
    {
        var port = FreePort.Find(1)[0];
        await using var app = Service(new Uri($"http://127.0.0.1:{port}"));
        Log(app, MaxQueued + (5 * BatchSize));

        await using var seq = await Receiver.StartAsync(port: port);
        await Wait.UntilAsync(() => seq.Events.Any(), "the first batch");
        // The queue takes events again.
        await Wait.UntilAsync(
            () =>
            {
                Log(app, 1, "afterwards");
                return seq.Events.Any(e => e.Attributes["Text"] == "afterwards");
            },
            "an event that was logged after the outage"
        );

        var delivered = seq.Events.Count(e => e.Attributes["Text"] == "meanwhile");
        Assert.InRange(delivered, MaxQueued, MaxQueued + BatchSize);
        Assert.All(seq.Events, e => Assert.Equal(("spec", "SomethingHappened"), (e.Service, e.Name)));
    }

    private static WebApplication Service(Uri seq)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.AddLogs(new TelemetryOptions { Seq = seq }, "spec", console => { });
        return builder.Build();
    }

    private static void Log(WebApplication app, int times, string text = "meanwhile")
    {
        var logger = app.Services.GetRequiredService<ILogger<When_seq_is_out_of_order>>();
        for (var i = 0; i < times; i++)
        {
            SomethingHappened(logger, text);
        }
    }

    [LoggerMessage(LogLevel.Information, "It is {Text}")]
    private static partial void SomethingHappened(ILogger logger, string text);
}
