using Crossdock.Platform.Messaging;
using Crossdock.TestSupport;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Platform.Tests.Messaging;

public sealed class When_an_open_connection_carries_nothing_any_more(BrokerFixture fixture)
{
    [Fact]
    public async Task Should_reconnect()
    {
        var received = new ReceivedCall();
        await using var relay = new TcpRelay(fixture.Broker.Address.Host, fixture.Broker.Address.Port);
        var address = new UriBuilder(fixture.Broker.Address) { Host = "127.0.0.1", Port = relay.Port }.Uri;
        await using var bus = await RunningBus.StartAsync(
            new BusOptions { RabbitMq = address, ConfirmTimeout = TimeSpan.FromSeconds(1) },
            bus => bus.AddConsumer<CallConsumer>(),
            services => services.AddSingleton(received)
        );
        await bus.Bus.Publish(new Call("before"));
        await Wait.UntilAsync(() => received.Text == "before", "the first call");

        relay.Silence();

        await Wait.UntilAsync(
            async () =>
            {
                await TryToPublishAsync(bus.Bus, new Call("after"));
                return received.Text == "after";
            },
            Wait.Timeout,
            () => $"the second call:\n{string.Join('\n', bus.Logs.Select(log => log.Text))}"
        );
        // That, and no missed heartbeat, made it connect again.
        Assert.Single(bus.Logs, log => log.Event == "BrokerConnectionReset");
    }

    /// <summary>Publishes once, as a worker does that tries its document again later.</summary>
    private static async Task TryToPublishAsync(IBus bus, Call call)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            await bus.Publish(call, timeout.Token).WaitAsync(timeout.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or TransportException)
        {
            // Perhaps next time.
        }
    }

    public sealed record Call(string Text);

    public sealed class ReceivedCall
    {
        public string? Text { get; set; }
    }

    public sealed class CallConsumer(ReceivedCall received) : IConsumer<Call>
    {
        public Task Consume(ConsumeContext<Call> context)
        {
            received.Text = context.Message.Text;
            return Task.CompletedTask;
        }
    }
}
