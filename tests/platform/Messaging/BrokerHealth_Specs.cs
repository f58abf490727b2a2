using Crossdock.Platform.Messaging;
using Crossdock.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Platform.Tests.Messaging;

public sealed class When_the_broker_goes_away
{
    [Fact]
    public async Task Should_log_its_loss_and_its_return_once_each()
    {
        await using var broker = await Broker.StartNewAsync();
        await using var bus = await RunningBus.StartAsync(
            new BusOptions { RabbitMq = broker.Address },
            consume => consume.AddConsumer<ReplyConsumer>(),
            services => services.AddSingleton(new QuestionLog())
        );

        await broker.StopAsync();
        await Wait.UntilAsync(() => Logged().Any(), "the loss to be logged");
        await broker.StartAsync();
        await Wait.UntilAsync(() => Logged().Contains("BrokerBack"), "the return to be logged");

        Assert.Equal(["BrokerLost", "BrokerBack"], Logged());

        IEnumerable<string?> Logged() =>
            bus.Logs.Select(log => log.Event).Where(name => name is "BrokerLost" or "BrokerBack");
    }
}
