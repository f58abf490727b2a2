using Crossdock.Platform.Messaging;
using Crossdock.TestSupport;
using MassTransit;

namespace Crossdock.Platform.Tests.Messaging;

/// <summary>Gives a bus something to connect for. Its queue stays at the shared broker, so no other spec uses it.</summary>
public sealed record Greeting(string Text);

public sealed class GreetingConsumer : IConsumer<Greeting>
{
    public Task Consume(ConsumeContext<Greeting> context) => Task.CompletedTask;
}

public sealed class When_the_broker_refuses_the_password(BrokerFixture fixture)
{
    [Fact]
    public async Task Should_log_what_to_correct_without_the_password_and_end()
    {
        await using var bus = await RunningBus.StartAsync(
            new BusOptions { RabbitMq = fixture.Broker.Address, Password = "wr/ng#p@ss" },
            consume => consume.AddConsumer<GreetingConsumer>(),
            isReachable: false
        );

        await bus.Stopping.WaitAsync(Wait.Timeout, TestContext.Current.CancellationToken);

        var refused = Assert.Single(bus.Logs, log => log.Event == "BrokerRefused");
        Assert.Contains("refuses the user name or the password", refused.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(bus.Logs, log => log.Event == "BrokerLost");
        Environment.ExitCode = 0;
        Assert.DoesNotContain("wr/ng", string.Concat(bus.Logs.Select(log => log.Text)), StringComparison.Ordinal);
    }
}

public sealed class When_the_broker_accepts_a_user_apart_from_the_address(BrokerFixture fixture)
{
    [Fact]
    public async Task Should_connect()
    {
        var address = fixture.Broker.Address;
        var user = address.UserInfo.Split(':').Select(Uri.UnescapeDataString).ToArray();
        await using var bus = await RunningBus.StartAsync(
            new BusOptions
            {
                RabbitMq = new UriBuilder(address) { UserName = "", Password = "" }.Uri,
                Username = user[0],
                Password = user[1],
            },
            consume => consume.AddConsumer<GreetingConsumer>()
        );

        Assert.DoesNotContain(bus.Logs, log => log.Event == "BrokerLost");
    }
}

public sealed class When_the_broker_goes_away
{
    [Fact]
    public async Task Should_log_its_loss_and_its_return_once_each()
    {
        await using var broker = await Broker.StartNewAsync();
        await using var bus = await RunningBus.StartAsync(
            new BusOptions { RabbitMq = broker.Address },
            consume => consume.AddConsumer<GreetingConsumer>()
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
