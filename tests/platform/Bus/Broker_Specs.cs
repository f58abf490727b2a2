using Crossdock.Platform.Bus;
using Crossdock.TestSupport;
using MassTransit;
using MassTransit.RabbitMqTransport;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Platform.Tests.Bus;

public sealed class When_a_broker_stops_while_a_message_is_tried_again : IAsyncLifetime
{
    private Broker broker = null!;

    public async ValueTask InitializeAsync() => broker = await Broker.StartNewAsync();

    public ValueTask DisposeAsync() => broker.DisposeAsync();

    [Fact]
    public async Task Should_handle_it_on_the_new_connection()
    {
        var desk = new Desk();
        var options = new BusOptions
        {
            RabbitMq = broker.Address,
            OutageEvery = TimeSpan.FromMilliseconds(50),
        };
        await using var speaker = await RunningBus.StartAsync(
            options,
            bus => bus.AddConsumer<QuestionConsumer>(),
            services => services.AddSingleton(desk)
        );
        await speaker.Bus.Publish(new Question("why?"));
        await Wait.UntilAsync(() => desk.Tries > 1, "a second try: nobody hears the reply");

        await broker.WriteDownAsync();
        await broker.KillAsync();
        await broker.StartAsync();
        await using var listener = await RunningBus.StartAsync(
            options,
            bus => bus.AddConsumer<ReplyConsumer>(),
            services => services.AddSingleton(desk)
        );

        await Wait.UntilAsync(
            () => Task.FromResult(desk.Heard == "why?"),
            Wait.Patience,
            () => $"the reply:\n{string.Join('\n', speaker.Logs.Select(log => log.Text))}"
        );
        Assert.DoesNotContain(speaker.Logs, log => log.Event == "MessageFailed");
    }
}

public sealed class When_a_broker_stops_while_messages_are_handled : IAsyncLifetime
{
    private Broker broker = null!;

    public async ValueTask InitializeAsync() => broker = await Broker.StartNewAsync();

    public ValueTask DisposeAsync() => broker.DisposeAsync();

    [Fact]
    public async Task Should_handle_them_again_on_the_new_connection_of_each_queue()
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
            Wait.Patience,
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
            context.ReceiveContext.GetPayload<ChannelContext>().Channel.ChannelShutdownAsync += (
                _,
                _
            ) =>
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
}
