using Crossdock.Platform.Messaging;
using Crossdock.Platform.Storage;
using Crossdock.TestSupport;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Platform.Tests.Bus;

/// <summary>Something that leads to a <see cref="Reply"/>.</summary>
public sealed record Question(string Text);

/// <summary>Nobody listens for it, until a test does.</summary>
public sealed record Reply(string Text);

/// <summary>How often a question was handled, and what goes wrong meanwhile.</summary>
public sealed class Service
{
    /// <summary>More than the chances of a message that cannot be handled.</summary>
    public const int ManyTries = 12;

    public int Tries;
    public Exception? Trouble { get; set; }
    public string? Heard { get; set; }
}

public sealed class QuestionConsumer(Service service) : IConsumer<Question>
{
    public Task Consume(ConsumeContext<Question> context)
    {
        Interlocked.Increment(ref service.Tries);
        return service.Trouble is { } trouble
            ? throw trouble
            : context.PublishAsync(new Reply(context.Message.Text), context.CancellationToken);
    }
}

public sealed class ReplyConsumer(Service service) : IConsumer<Reply>
{
    public Task Consume(ConsumeContext<Reply> context)
    {
        service.Heard = context.Message.Text;
        return Task.CompletedTask;
    }
}

public sealed class When_the_store_is_stopped_while_messages_come
{
    private static StoreUnavailableException Stopped => new("stopped", new IOException("refused"));

    public static TheoryData<string, Exception> Troubles =>
        new()
        {
            { "as it is", Stopped },
            { "within another", new InvalidOperationException("a saga failed", Stopped) },
        };

    [Theory]
    [MemberData(nameof(Troubles), DisableDiscoveryEnumeration = true)]
    public async Task Should_keep_the_message_until_the_store_is_back(string _, Exception trouble)
    {
        var service = new Service { Trouble = trouble };
        await using var bus = await RunningBus.StartAsync(
            new BusOptions { Transport = BusTransport.InMemory, OutageRetryInterval = TimeSpan.FromMilliseconds(20) },
            bus =>
            {
                bus.AddConsumer<QuestionConsumer>();
                bus.AddConsumer<ReplyConsumer>();
            },
            services => services.AddSingleton(service)
        );

        await bus.Bus.Publish(new Question("why?"));
        await Wait.UntilAsync(() => service.Tries > Service.ManyTries, "many tries");
        service.Trouble = null;

        await Wait.UntilAsync(() => service.Heard == "why?", "the reply");
        Assert.DoesNotContain(bus.Logs, log => log.Event == "MessageFailed");
        await Wait.UntilAsync(() => bus.Logs.Any(log => log.Event == "MessagesGoOn"), "the end to be told");
        var told = Assert.Single(bus.Logs, log => log.Event == "MessagesWait");
        Assert.Contains("crossdock-question", told.Text, StringComparison.Ordinal);
        Assert.Contains(trouble.Message, told.Text, StringComparison.Ordinal);
    }
}

public sealed class When_a_consumer_s_own_words_cannot_be_said(BrokerFixture fixture)
{
    [Fact]
    public async Task Should_keep_its_message_until_somebody_hears_them()
    {
        var service = new Service();
        var options = new BusOptions
        {
            RabbitMq = fixture.Broker.Address,
            OutageRetryInterval = TimeSpan.FromMilliseconds(50),
        };
        await using var speaker = await RunningBus.StartAsync(
            options,
            bus => bus.AddConsumer<QuestionConsumer>(),
            services => services.AddSingleton(service)
        );

        await speaker.Bus.Publish(new Question("why?"));
        await Wait.UntilAsync(() => service.Tries > Service.ManyTries, "many tries");
        await using var listener = await RunningBus.StartAsync(
            options,
            bus => bus.AddConsumer<ReplyConsumer>(),
            services => services.AddSingleton(service)
        );

        await Wait.UntilAsync(() => service.Heard == "why?", "the reply");
        Assert.DoesNotContain(speaker.Logs, log => log.Event == "MessageFailed");
    }
}
