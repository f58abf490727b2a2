using Crossdock.Platform.Messaging;
using Crossdock.Platform.Storage;
using Crossdock.TestSupport;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Platform.Tests.Messaging;

/// <summary>Something that leads to a <see cref="Reply"/>.</summary>
public sealed record Question(string Text);

/// <summary>Has no consumer, and so no queue at the shared broker, until <see cref="When_the_messages_of_a_consumer_cannot_be_published"/> starts one.</summary>
public sealed record Reply(string Text);

/// <summary>How often a question was handled, and what goes wrong meanwhile.</summary>
public sealed class QuestionLog
{
    /// <summary>More than the chances of a message that cannot be handled.</summary>
    public const int ManyTries = 12;

    public int Tries;
    public Exception? Trouble { get; set; }
    public string? Reply { get; set; }
}

public sealed class QuestionConsumer(QuestionLog log) : IConsumer<Question>
{
    public Task Consume(ConsumeContext<Question> context)
    {
        Interlocked.Increment(ref log.Tries);
        return log.Trouble is { } trouble
            ? throw trouble
            : context.PublishAsync(new Reply(context.Message.Text), context.CancellationToken);
    }
}

public sealed class ReplyConsumer(QuestionLog log) : IConsumer<Reply>
{
    public Task Consume(ConsumeContext<Reply> context)
    {
        log.Reply = context.Message.Text;
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
        var log = new QuestionLog { Trouble = trouble };
        await using var bus = await RunningBus.StartAsync(
            new BusOptions { Transport = BusTransport.InMemory, OutageRetryInterval = TimeSpan.FromMilliseconds(20) },
            bus =>
            {
                bus.AddConsumer<QuestionConsumer>();
                bus.AddConsumer<ReplyConsumer>();
            },
            services => services.AddSingleton(log)
        );

        await bus.Bus.Publish(new Question("why?"));
        await Wait.UntilAsync(() => log.Tries > QuestionLog.ManyTries, "many tries");
        log.Trouble = null;

        await Wait.UntilAsync(() => log.Reply == "why?", "the reply");
        Assert.DoesNotContain(bus.Logs, entry => entry.Event == "MessageFailed");
        await Wait.UntilAsync(
            () => bus.Logs.Any(entry => entry.Event == "MessagesGoOn"),
            "the end of the outage to be logged"
        );
        var waiting = Assert.Single(bus.Logs, entry => entry.Event == "MessagesWait");
        Assert.Contains("crossdock-question", waiting.Text, StringComparison.Ordinal);
        Assert.Contains(trouble.Message, waiting.Text, StringComparison.Ordinal);
    }
}

public sealed class When_the_messages_of_a_consumer_cannot_be_published(BrokerFixture fixture)
{
    [Fact]
    public async Task Should_keep_its_message_until_a_queue_accepts_them()
    {
        var log = new QuestionLog();
        var options = new BusOptions
        {
            RabbitMq = fixture.Broker.Address,
            OutageRetryInterval = TimeSpan.FromMilliseconds(50),
        };
        await using var publisher = await RunningBus.StartAsync(
            options,
            bus => bus.AddConsumer<QuestionConsumer>(),
            services => services.AddSingleton(log)
        );

        await publisher.Bus.Publish(new Question("why?"));
        await Wait.UntilAsync(() => log.Tries > QuestionLog.ManyTries, "many tries");
        await using var subscriber = await RunningBus.StartAsync(
            options,
            bus => bus.AddConsumer<ReplyConsumer>(),
            services => services.AddSingleton(log)
        );

        await Wait.UntilAsync(() => log.Reply == "why?", "the reply");
        Assert.DoesNotContain(publisher.Logs, entry => entry.Event == "MessageFailed");
    }
}
