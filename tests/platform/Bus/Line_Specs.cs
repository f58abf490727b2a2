using Crossdock.Platform.Messaging;
using Crossdock.TestSupport;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Platform.Tests.Bus;

public sealed class When_nothing_arrives_any_more_on_an_open_line(BrokerFixture fixture)
{
    /// <summary>Much less than the heartbeats of client and broker take to find out.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(40);

    [Fact]
    public async Task Should_connect_anew()
    {
        var ear = new Ear();
        await using var line = new TcpLine(fixture.Broker.Address.Port);
        var address = new UriBuilder(fixture.Broker.Address) { Port = line.Port }.Uri;
        await using var bus = await RunningBus.StartAsync(
            new BusOptions { RabbitMq = address, ConfirmTimeout = TimeSpan.FromSeconds(1) },
            bus => bus.AddConsumer<CallConsumer>(),
            services => services.AddSingleton(ear)
        );
        await bus.Bus.Publish(new Call("before"));
        await Wait.UntilAsync(() => ear.Heard == "before", "the first call");

        line.Silence();

        await Wait.UntilAsync(
            async () =>
            {
                await TryToPublishAsync(bus.Bus, new Call("after"));
                return ear.Heard == "after";
            },
            Soon,
            () => $"the second call:\n{string.Join('\n', bus.Logs.Select(log => log.Text))}"
        );
        Assert.Single(bus.Logs, log => log.Event == "BrokerLineCut");
    }

    /// <summary>As whatever has a document does: it is published again until it was heard.</summary>
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

    public sealed class Ear
    {
        public string? Heard { get; set; }
    }

    public sealed class CallConsumer(Ear ear) : IConsumer<Call>
    {
        public Task Consume(ConsumeContext<Call> context)
        {
            ear.Heard = context.Message.Text;
            return Task.CompletedTask;
        }
    }
}
