using Crossdock.EndToEnd.Tests;
using Crossdock.Telemetry.Tests.Otlp;
using Crossdock.TestSupport;

namespace Crossdock.Telemetry.Tests;

/// <summary>A hub that tells to some address, whether or not anybody listens there.</summary>
public sealed class HubExportingTo(Uri endpoint) : Hub
{
    protected override IEnumerable<KeyValuePair<string, string>> Further =>
        [new("Telemetry__Endpoint", endpoint.ToString())];
}

/// <summary>That nobody listens at all, the end-to-end specs show: there Seq's address leads nowhere.</summary>
public sealed class When_telemetry_is_out_of_order
{
    private const int Orders = 40;

    [Fact]
    public async Task Should_bring_each_order_to_its_end_though_the_receiver_never_answers()
    {
        await using var receiver = await OtlpReceiver.StartAsync(answers: false);

        await using var hub = new HubExportingTo(receiver.Endpoint);
        await hub.InitializeAsync();
        await hub.SeedAsync(Orders);

        var totals = (await hub.SettledAsync()).Totals;

        Assert.Equal((Orders, 0, 0, 0), (totals.Orders, totals.Lost, totals.Doubled, totals.Wrong));
        var exitCodes = await Task.WhenAll(hub.Services.Select(s => s.StopAsync()));
        Assert.Equal([0, 0, 0], exitCodes);
        Assert.True(receiver.Begun > 0, "Nobody tried to tell anything.");
    }
}

public sealed class When_no_endpoint_is_set : IDisposable
{
    private readonly TemporaryFolder data = new();

    [Fact]
    public async Task Should_send_nothing_anywhere()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var router = new Containers(data.Path).Make(
            "order-router",
            [
                new("hub", "Bus__Transport", "InMemory"),
                new("hub", "Telemetry__Endpoint", ""),
                // Where the exporter would go by itself.
                new("hub", "OTEL_EXPORTER_OTLP_ENDPOINT", receiver.Endpoint.ToString()),
                new("hub", "OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ]
        );
        router.Start();
        await router.ReadyAsync();
        await router.TextAsync("/api/v1/orders?status=new");

        Assert.Equal(0, await router.StopAsync());
        Assert.Equal(0, receiver.Begun);
    }

    public void Dispose() => data.Dispose();
}
