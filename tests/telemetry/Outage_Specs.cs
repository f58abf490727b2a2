using Crossdock.EndToEnd.Tests;
using Crossdock.Telemetry.Tests.Received;
using Crossdock.TestSupport;

namespace Crossdock.Telemetry.Tests;

/// <summary>A hub that exports to an address, whether or not anything answers there.</summary>
public sealed class HubExportingTo(Uri address) : Hub
{
    protected override IEnumerable<KeyValuePair<string, string>> Further =>
        [new("Telemetry__Seq", address.ToString()), new("Telemetry__Endpoint", address.ToString())];
}

/// <summary>The end-to-end specs show that nobody needs to listen: there Seq's address leads nowhere.</summary>
public sealed class When_nothing_that_is_exported_is_answered
{
    private const int Orders = 12;

    [Fact]
    public async Task Should_settle_each_order_while_the_receiver_never_answers()
    {
        await using var receiver = await Receiver.StartAsync(Behavior.Hangs);

        await using var hub = new HubExportingTo(receiver.Address);
        await hub.InitializeAsync();
        await hub.SeedAsync(Orders);

        var totals = (await hub.SettledAsync()).Totals;

        Assert.Equal((Orders, 0, 0, 0), (totals.Orders, totals.Lost, totals.Doubled, totals.Wrong));
        var exitCodes = await Task.WhenAll(hub.Services.Select(s => s.StopAsync()));
        Assert.Equal([0, 0, 0], exitCodes);
        Assert.True(receiver.Begun > 0, "Nothing was sent.");
    }
}

public sealed class When_no_address_is_set : IDisposable
{
    private readonly TemporaryFolder data = new();

    [Fact]
    public async Task Should_send_nothing_anywhere()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var router = new Containers(data.Path).Make(
            "order-router",
            [
                new("hub", "Bus__Transport", "InMemory"),
                new("hub", "Telemetry__Seq", ""),
                // Where the exporter would go by default.
                new("hub", "OTEL_EXPORTER_OTLP_ENDPOINT", receiver.Address.ToString()),
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
