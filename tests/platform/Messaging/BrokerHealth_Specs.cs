using Crossdock.Platform.Messaging;
using Crossdock.TestSupport;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Platform.Tests.Messaging;

/// <summary>Gives a bus something to connect for. Its queue stays at the shared broker, so no other spec uses it.</summary>
public sealed record Greeting(string Text);

public sealed class GreetingConsumer : IConsumer<Greeting>
{
    public Task Consume(ConsumeContext<Greeting> context) => Task.CompletedTask;
}

public sealed class When_the_broker_refuses_the_password(BrokerFixture fixture)
{
    private readonly FakeTime time = new();

    [Fact]
    public async Task Should_log_what_to_correct_without_the_password_and_end()
    {
        await using var bus = await RunningBus.StartAsync(
            new BusOptions { RabbitMq = fixture.Broker.Address, Password = "wr/ng#p@ss" },
            consume => consume.AddConsumer<GreetingConsumer>(),
            services => services.AddSingleton<TimeProvider>(time),
            isReachable: false
        );

        // The clock stands still until the bus knows: on a busy machine its start takes longer than two looks.
        await Wait.UntilAsync(() => bus.Health.Exception is not null, "the refusal");
        var stopping = bus.Stopping;
        await time.AdvanceUntilAsync(() => stopping.IsCompleted, TimeSpan.FromSeconds(5), "the end");

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

public sealed class When_the_broker_goes_away(BrokerFixture fixture)
{
    private readonly FakeTime time = new();

    [Fact]
    public async Task Should_log_its_loss_and_its_return_once_each()
    {
        // For this bus alone; the end-to-end specs stop and kill a broker itself.
        await using var relay = new TcpRelay(fixture.Broker.Address.Host, fixture.Broker.Address.Port);
        var address = new UriBuilder(fixture.Broker.Address) { Host = "127.0.0.1", Port = relay.Port }.Uri;
        await using var bus = await RunningBus.StartAsync(
            new BusOptions { RabbitMq = address },
            consume => consume.AddConsumer<GreetingConsumer>(),
            services => services.AddSingleton<TimeProvider>(time)
        );

        relay.Cut();
        await SeeAsync("BrokerLost");
        relay.Restore();
        await SeeAsync("BrokerBack");

        Assert.Equal(["BrokerLost", "BrokerBack"], Logged());

        Task SeeAsync(string name) =>
            time.AdvanceUntilAsync(() => Logged().Contains(name), TimeSpan.FromSeconds(5), name);

        IEnumerable<string?> Logged() =>
            bus.Logs.Select(log => log.Event).Where(name => name is "BrokerLost" or "BrokerBack");
    }
}
