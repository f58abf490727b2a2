using Crossdock.EndToEnd.Tests;
using Crossdock.Telemetry.Tests.Received;
using Crossdock.TestSupport;

namespace Crossdock.Telemetry.Tests;

/// <summary>The end-to-end specs show that nobody needs to listen: there Seq's address leads nowhere.</summary>
public sealed class When_nothing_that_is_exported_is_answered : IDisposable
{
    private readonly TemporaryFolder data = new();

    /// <summary>In one process: what exports is the same for each service.</summary>
    [Fact]
    public async Task Should_settle_each_order_while_the_receiver_never_answers()
    {
        await using var receiver = await Receiver.StartAsync(Behavior.Hangs);
        var program = Path.Combine(
            Repository.Root,
            "services/all-in-one/bin",
            Repository.Configuration,
            Repository.Framework,
            "Crossdock.AllInOne.dll"
        );

        await using var hub = ChildProcess.Start(
            "dotnet",
            ["exec", program, "--once", "--orders", "12"],
            [
                new("Telemetry__Seq", receiver.Address.ToString()),
                new("Telemetry__Endpoint", receiver.Address.ToString()),
                new("DOTNET_TieredPGO", "0"),
            ]
        );

        Assert.Equal(0, await hub.EndedAsync(TimeSpan.FromMinutes(4)));
        Assert.Contains("lost=0 doubled=0 unseen=0", hub.Lines.Last(), StringComparison.Ordinal);
        Assert.True(receiver.Begun > 0, "Nothing was sent.");
    }

    [Fact]
    public async Task Should_end_a_service_in_good_order_while_the_receiver_never_answers()
    {
        await using var receiver = await Receiver.StartAsync(Behavior.Hangs);
        await using var router = new Containers(data.Path).Make(
            "order-router",
            [
                new("hub", "Bus__Transport", "InMemory"),
                new("hub", "Telemetry__Seq", receiver.Address.ToString()),
                new("hub", "Telemetry__Endpoint", receiver.Address.ToString()),
            ]
        );
        router.Start();
        await router.ReadyAsync();

        Assert.Equal(0, await router.StopAsync());
        Assert.True(receiver.Begun > 0, "Nothing was sent.");
    }

    public void Dispose() => data.Dispose();
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
