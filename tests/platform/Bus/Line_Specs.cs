using System.Collections.Concurrent;
using Crossdock.Platform.Bus;
using Crossdock.TestSupport;
using MassTransit;
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

    /// <summary>With all hands busy nobody is left to hear, within the client, that the line is gone.</summary>
    [Fact]
    public async Task Should_handle_again_what_was_being_handled_with_all_hands()
    {
        const int Hands = 2;
        var desk = new SlowDesk();
        await using var line = new TcpLine(fixture.Broker.Address.Port);
        var address = new UriBuilder(fixture.Broker.Address) { Port = line.Port }.Uri;
        await using var bus = await RunningBus.StartAsync(
            new BusOptions
            {
                RabbitMq = address,
                ConfirmMost = TimeSpan.FromSeconds(1),
                Concurrency = Hands,
            },
            bus =>
            {
                bus.AddConsumer<SlowConsumer>();
                bus.AddConsumer<AnswerConsumer>();
            },
            services => services.AddSingleton(desk)
        );
        for (var i = 0; i < 2 * Hands; i++)
        {
            await bus.Bus.Publish(new Request($"{i}?"));
        }

        await Wait.UntilAsync(() => desk.Begun == Hands, "all hands to be busy");

        line.Silence();
        desk.GoOn.SetResult();

        await Wait.UntilAsync(
            () => Task.FromResult(desk.Heard.Count == 2 * Hands),
            Soon,
            () => $"the answers:\n{string.Join('\n', bus.Logs.Select(log => log.Text))}"
        );
    }

    public sealed record Request(string Text);

    public sealed record Answer(string Text);

    public sealed class SlowDesk
    {
        public int Begun;
        public TaskCompletionSource GoOn { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
        public ConcurrentDictionary<string, bool> Heard { get; } = new();
    }

    public sealed class SlowConsumer(SlowDesk desk) : IConsumer<Request>
    {
        public async Task Consume(ConsumeContext<Request> context)
        {
            Interlocked.Increment(ref desk.Begun);
            await desk.GoOn.Task;
            await context.SayAsync(new Answer(context.Message.Text), context.CancellationToken);
        }
    }

    public sealed class AnswerConsumer(SlowDesk desk) : IConsumer<Answer>
    {
        public Task Consume(ConsumeContext<Answer> context)
        {
            desk.Heard.TryAdd(context.Message.Text, true);
            return Task.CompletedTask;
        }
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
