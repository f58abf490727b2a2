using System.Collections.Concurrent;
using System.Text;
using Crossdock.Platform.Messaging;
using Crossdock.Platform.Tests.Work;
using Crossdock.TestSupport;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Crossdock.Platform.Tests.Messaging;

/// <summary>A message that its consumer rejects if it is negative.</summary>
public sealed record Reading(int Value);

/// <summary>Has no consumer until a test starts one.</summary>
public sealed record Unclaimed(string JobId)
{
    public IReadOnlyList<string> Parts { get; init; } = [];
    public DayOfWeek Day { get; init; }
}

/// <summary>What was consumed.</summary>
public sealed class Readings
{
    public ConcurrentQueue<int> Values { get; } = new();
}

public sealed class ReadingConsumer(Readings readings) : IConsumer<Reading>
{
    public Task Consume(ConsumeContext<Reading> context)
    {
        readings.Values.Enqueue(context.Message.Value);
        if (context.Message.Value < 0)
        {
            throw new InvalidOperationException("There is no such reading.");
        }

        return Task.CompletedTask;
    }
}

public sealed class UnclaimedConsumer(ConcurrentQueue<string> found) : IConsumer<Unclaimed>
{
    public Task Consume(ConsumeContext<Unclaimed> context)
    {
        found.Enqueue(context.Message.JobId);
        return Task.CompletedTask;
    }
}

public sealed class When_a_message_cannot_be_read_in_memory
{
    /// <summary>Has the name of the other on the wire, and a body that cannot be read as it.</summary>
    [MessageUrn("Crossdock.Platform.Tests.Messaging:Reading")]
    public sealed record UnreadableReading(string Value);

    [Fact]
    public async Task Should_log_its_id_and_go_on_with_the_next()
    {
        var readings = new Readings();
        await using var bus = await RunningBus.StartAsync(
            new BusOptions { Transport = BusTransport.InMemory },
            bus => bus.AddConsumer<ReadingConsumer>(),
            services => services.AddSingleton(readings)
        );
        var id = Guid.NewGuid();
        var queue = await bus.Bus.GetSendEndpoint(new Uri("queue:crossdock-reading"));

        await queue.Send(new UnreadableReading("many"), context => context.MessageId = id);
        await queue.Send(new Reading(3));

        await Wait.UntilAsync(() => readings.Values.Contains(3), "the reading");
        await Wait.UntilAsync(
            () =>
                bus.Logs.Any(log =>
                    log.Event == "MessageFailed"
                    && log.Text.Contains($"{id}", StringComparison.Ordinal)
                    && log.Text.Contains("crossdock-reading_error", StringComparison.Ordinal)
                ),
            "the log"
        );
    }

    /// <summary>Has the name of the other on the wire, and may hold what the other may not.</summary>
    [MessageUrn("Crossdock.Platform.Tests.Messaging:Unclaimed")]
    public sealed record UnclaimedByNobody(string? JobId, IReadOnlyList<string?> Parts, int Day);

    /// <summary>Without what the other cannot do without.</summary>
    [MessageUrn("Crossdock.Platform.Tests.Messaging:Unclaimed")]
    public sealed record Nameless(IReadOnlyList<string> Parts);

    [Fact]
    public async Task Should_reject_what_its_contract_does_not_allow()
    {
        var found = new ConcurrentQueue<string>();
        await using var bus = await RunningBus.StartAsync(
            new BusOptions { Transport = BusTransport.InMemory },
            bus => bus.AddConsumer<UnclaimedConsumer>(),
            services => services.AddSingleton(found)
        );
        var queue = await bus.Bus.GetSendEndpoint(new Uri("queue:crossdock-unclaimed"));

        await queue.Send(new UnclaimedByNobody(null, [], 0));
        await queue.Send(new UnclaimedByNobody("item", [null], 0));
        await queue.Send(new UnclaimedByNobody("number", [], 7));
        await queue.Send(new Nameless([]));
        await queue.Send(new Unclaimed("b"));

        await Wait.UntilAsync(() => found.Contains("b"), "the next message");
        await Wait.UntilAsync(() => bus.Logs.Count(log => log.Event == "MessageFailed") == 4, "the logs");
        Assert.Equal(["b"], found);
    }
}

public sealed class When_messages_travel_over_a_broker(BrokerFixture fixture)
{
    private BusOptions Options => new() { RabbitMq = fixture.Broker.Address };

    [Fact]
    public async Task Should_move_an_unreadable_one_to_the_error_queue_log_its_id_and_go_on()
    {
        var readings = new Readings();
        await using var bus = await RunningBus.StartAsync(
            Options,
            bus => bus.AddConsumer<ReadingConsumer>(),
            services => services.AddSingleton(readings)
        );
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        var id = Guid.NewGuid();

        string[] unreadable = ["this is no JSON", "{}", ""];
        foreach (var body in unreadable)
        {
            await channel.BasicPublishAsync(
                "",
                "crossdock-reading",
                mandatory: true,
                new BasicProperties { MessageId = $"{id}", ContentType = "application/vnd.masstransit+json" },
                Encoding.UTF8.GetBytes(body)
            );
        }

        await bus.Bus.Publish(new Reading(3));

        await Wait.UntilAsync(() => readings.Values.Contains(3), "the reading");
        await Wait.UntilAsync(
            async () => await CountAsync(connection, "crossdock-reading_error") == 3,
            Wait.Timeout,
            () => $"the unreadable ones in the error queue:\n{string.Join('\n', bus.Logs)}"
        );
        await Wait.UntilAsync(
            () =>
                bus.Logs.Count(log =>
                    log.Event == "MessageFailed" && log.Text.Contains($"{id}", StringComparison.Ordinal)
                ) == 3,
            "the logs"
        );
        Assert.Equal(0u, await CountAsync(connection, "crossdock-reading"));
        var kept = new List<string>();
        while (await channel.BasicGetAsync("crossdock-reading_error", autoAck: true) is { } message)
        {
            kept.Add(Encoding.UTF8.GetString(message.Body.Span));
        }

        Assert.Equal(unreadable.Order(), kept.Order());
    }

    [Fact]
    public async Task Should_move_one_that_always_fails_to_the_error_queue_and_log_why()
    {
        var readings = new Readings();
        await using var bus = await RunningBus.StartAsync(
            new BusOptions { RabbitMq = fixture.Broker.Address, Retries = 1 },
            bus => bus.AddConsumer<ReadingConsumer>().Endpoint(e => e.Name = "picky"),
            services => services.AddSingleton(readings)
        );
        await using var connection = await ConnectAsync();

        await bus.Bus.Publish(new Reading(-1));

        await Wait.UntilAsync(
            async () => await CountAsync(connection, "picky_error") == 1,
            Wait.Timeout,
            () => $"the message in the error queue:\n{string.Join('\n', bus.Logs)}"
        );
        Assert.True(readings.Values.Count > 1, "It was tried only once.");
        // Once, and not with each try.
        var failed = Assert.Single(bus.Logs, log => log.Event == "MessageFailed");
        Assert.Contains("There is no such reading.", failed.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_republish_from_the_document_what_no_queue_accepted()
    {
        await using var work = new WorkFixture();
        await using var publisher = await RunningBus.StartAsync(Options, _ => { });
        var id = await work.DueAsync();
        await work.StartAsync(
            async (jobs, token) =>
            {
                await publisher.Bus.Publish(new Unclaimed(jobs[0].Id), token);
                jobs[0].Done();
            }
        );

        var failed = await work.SeeAsync(id, job => job.Attempts == 1);
        Assert.NotNull(failed.DueAt);
        Assert.NotEmpty(failed.LastError!);

        var found = new ConcurrentQueue<string>();
        await using var subscriber = await RunningBus.StartAsync(
            Options,
            bus => bus.AddConsumer<UnclaimedConsumer>(),
            services => services.AddSingleton(found)
        );
        await work.Time.AdvanceUntilAsync(() => !found.IsEmpty, TimeSpan.FromSeconds(1), "the message");
        await work.SeeAsync(id, job => job.DueAt is null);
        Assert.Equal([id], found);
    }

    /// <summary>How many wait in a queue: 0 if it does not exist yet, which closes the channel that asked.</summary>
    private static async Task<uint> CountAsync(IConnection connection, string queue)
    {
        await using var channel = await connection.CreateChannelAsync();
        try
        {
            return await channel.MessageCountAsync(queue);
        }
        catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == 404)
        {
            return 0;
        }
    }

    private async Task<IConnection> ConnectAsync() =>
        await new ConnectionFactory { Uri = fixture.Broker.Address }.CreateConnectionAsync();
}
