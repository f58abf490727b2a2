using Crossdock.Platform.Bus;
using Crossdock.TestSupport;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Platform.Tests.Bus;

public sealed class When_nothing_arrives_any_more_on_an_open_line(BrokerFixture fixture)
    : IClassFixture<BrokerFixture>
{
    /// <summary>Much less than the heartbeats of client and broker take to find out.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(14);

    [Fact]
    public async Task Should_connect_anew()
    {
        var desk = new Desk();
        await using var line = new TcpLine(fixture.Broker.Address.Port);
        var address = new UriBuilder(fixture.Broker.Address) { Port = line.Port }.Uri;
        await using var bus = await RunningBus.StartAsync(
            new BusOptions { RabbitMq = address, ConfirmMost = TimeSpan.FromSeconds(1) },
            bus =>
            {
                bus.AddConsumer<QuestionConsumer>();
                bus.AddConsumer<ReplyConsumer>();
            },
            services => services.AddSingleton(desk)
        );
        await bus.Bus.Publish(new Question("before"));
        await Wait.UntilAsync(() => desk.Heard == "before", "the first reply");

        line.Silence();

        await Wait.UntilAsync(
            async () =>
            {
                await TryToPublishAsync(bus.Bus, new Question("after"));
                return desk.Heard == "after";
            },
            Soon,
            () => $"the second reply:\n{string.Join('\n', bus.Logs.Select(log => log.Text))}"
        );
        Assert.Single(bus.Logs, log => log.Event == "BrokerLineCut");
    }

    /// <summary>As whatever has a document does: it is said again until it was heard.</summary>
    private static async Task TryToPublishAsync(IBus bus, Question question)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            await bus.Publish(question, patience.Token).WaitAsync(patience.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or TransportException)
        {
            // Perhaps next time.
        }
    }
}
