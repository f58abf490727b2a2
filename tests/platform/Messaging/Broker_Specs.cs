using Crossdock.Platform.Messaging;
using Crossdock.TestSupport;
using MassTransit;
using MassTransit.RabbitMqTransport;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Platform.Tests.Messaging;

public sealed class When_a_broker_is_killed(When_a_broker_is_killed.OwnBroker own)
    : IClassFixture<When_a_broker_is_killed.OwnBroker>
{
    private readonly Broker broker = own.Broker;

    [Fact]
    public async Task Should_handle_on_the_new_connection_what_was_being_retried()
    {
        var questions = new QuestionLog();
        var options = new BusOptions { RabbitMq = broker.Address, OutageRetryInterval = TimeSpan.FromMilliseconds(50) };
        await using var publisher = await RunningBus.StartAsync(
            options,
            bus => bus.AddConsumer<QuestionConsumer>(),
            services => services.AddSingleton(questions)
        );
        await publisher.Bus.Publish(new Question("why?"));
        await Wait.UntilAsync(() => questions.Tries > 1, "a second try: no queue accepts the reply");

        await broker.WriteDownAsync();
        await broker.KillAsync();
        await broker.StartAsync();
        await using var subscriber = await RunningBus.StartAsync(
            options,
            bus => bus.AddConsumer<ReplyConsumer>(),
            services => services.AddSingleton(questions)
        );

        await Wait.UntilAsync(
            () => Task.FromResult(questions.Reply == "why?"),
            Wait.Timeout,
            () => $"the reply:\n{string.Join('\n', publisher.Logs.Select(log => log.Text))}"
        );
        Assert.DoesNotContain(publisher.Logs, log => log.Event == "MessageFailed");
    }

    [Fact]
    public async Task Should_handle_again_in_each_queue_what_was_being_handled()
    {
        var work = new Work();
        await using var bus = await RunningBus.StartAsync(
            new BusOptions { RabbitMq = broker.Address },
            bus =>
            {
                bus.AddConsumer<ThisConsumer>();
                bus.AddConsumer<ThatConsumer>();
            },
            services => services.AddSingleton(work)
        );
        await bus.Bus.Publish(new This("a"));
        await bus.Bus.Publish(new That("b"));
        await Wait.UntilAsync(() => work is { Begun: 2 }, "both to be handled");

        await broker.WriteDownAsync();
        await broker.KillAsync();
        await Wait.UntilAsync(() => work is { Ended: 2 }, "both to end without a broker");
        await broker.StartAsync();

        await Wait.UntilAsync(
            () => Task.FromResult(work is { Ended: 4 }),
            Wait.Timeout,
            () => $"both again:\n{string.Join('\n', bus.Logs.Select(log => log.Text))}"
        );
        Assert.DoesNotContain(bus.Logs, log => log.Event == "MessageFailed");
    }

    public sealed record This(string Text);

    public sealed record That(string Text);

    /// <summary>Ends the moment that the connection is lost; done again, it ends at once.</summary>
    public sealed class Work
    {
        public int Begun;
        public int Ended;

        public async Task DoAsync(ConsumeContext context)
        {
            var lost = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            context.ReceiveContext.GetPayload<ChannelContext>().Channel.ChannelShutdownAsync += (_, _) =>
            {
                lost.TrySetResult();
                return Task.CompletedTask;
            };
            if (Interlocked.Increment(ref Begun) <= 2)
            {
                await lost.Task;
            }

            Interlocked.Increment(ref Ended);
        }
    }

    public sealed class ThisConsumer(Work work) : IConsumer<This>
    {
        public Task Consume(ConsumeContext<This> context) => work.DoAsync(context);
    }

    public sealed class ThatConsumer(Work work) : IConsumer<That>
    {
        public Task Consume(ConsumeContext<That> context) => work.DoAsync(context);
    }

    /// <summary>Not shared with others: it is killed.</summary>
    public sealed class OwnBroker : IAsyncLifetime
    {
        public Broker Broker { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Broker = await Broker.StartNewAsync();

        public ValueTask DisposeAsync() => Broker.DisposeAsync();
    }
}
