using System.Collections.Concurrent;
using System.Text;
using Crossdock.Platform.Messaging;
using Crossdock.Platform.Tests.Work;
using Crossdock.TestSupport;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Crossdock.Platform.Tests.Bus;

/// <summary>Something that can be eaten.</summary>
public sealed record Meal(int Portions);

/// <summary>Never consumed until a test does so.</summary>
public sealed record Leftover(string JobId);

/// <summary>Meals that were eaten.</summary>
public sealed class Plate
{
    public ConcurrentQueue<int> Portions { get; } = new();
}

public sealed class MealConsumer(Plate plate) : IConsumer<Meal>
{
    public Task Consume(ConsumeContext<Meal> context)
    {
        plate.Portions.Enqueue(context.Message.Portions);
        if (context.Message.Portions < 0)
        {
            throw new InvalidOperationException("There is no such meal.");
        }

        return Task.CompletedTask;
    }
}

public sealed class LeftoverConsumer(ConcurrentQueue<string> found) : IConsumer<Leftover>
{
    public Task Consume(ConsumeContext<Leftover> context)
    {
        found.Enqueue(context.Message.JobId);
        return Task.CompletedTask;
    }
}

public sealed class When_a_message_cannot_be_read_in_memory
{
    /// <summary>Called a meal on the wire, and none.</summary>
    [MessageUrn("Crossdock.Platform.Tests.Bus:Meal")]
    public sealed record Gravel(string Portions);

    [Fact]
    public async Task Should_log_its_id_and_go_on_with_the_next()
    {
        var plate = new Plate();
        await using var bus = await RunningBus.StartAsync(
            new BusOptions { Transport = BusTransport.InMemory },
            bus => bus.AddConsumer<MealConsumer>(),
            services => services.AddSingleton(plate)
        );
        var id = Guid.NewGuid();
        var queue = await bus.Bus.GetSendEndpoint(new Uri("queue:crossdock-meal"));

        await queue.Send(new Gravel("many"), context => context.MessageId = id);
        await queue.Send(new Meal(3));

        await Wait.UntilAsync(() => plate.Portions.Contains(3), "the meal");
        await Wait.UntilAsync(
            () =>
                bus.Logs.Any(log =>
                    log.Event == "MessageFailed"
                    && log.Text.Contains($"{id}", StringComparison.Ordinal)
                    && log.Text.Contains("crossdock-meal_error", StringComparison.Ordinal)
                ),
            "the log"
        );
    }
}

public sealed class When_messages_travel_over_a_broker(BrokerFixture fixture)
{
    private BusOptions Options => new() { RabbitMq = fixture.Broker.Address };

    [Fact]
    public async Task Should_keep_an_unreadable_one_in_the_error_queue_log_its_id_and_go_on()
    {
        var plate = new Plate();
        await using var bus = await RunningBus.StartAsync(
            Options,
            bus => bus.AddConsumer<MealConsumer>(),
            services => services.AddSingleton(plate)
        );
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        var id = Guid.NewGuid();

        string[] unreadable = ["this is no JSON", "{}", ""];
        foreach (var body in unreadable)
        {
            await channel.BasicPublishAsync(
                "",
                "crossdock-meal",
                mandatory: true,
                new BasicProperties { MessageId = $"{id}", ContentType = "application/vnd.masstransit+json" },
                Encoding.UTF8.GetBytes(body)
            );
        }

        await bus.Bus.Publish(new Meal(3));

        await Wait.UntilAsync(() => plate.Portions.Contains(3), "the meal");
        await Wait.UntilAsync(
            async () => await CountAsync(connection, "crossdock-meal_error") == 3,
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
        Assert.Equal(0u, await CountAsync(connection, "crossdock-meal"));
        var kept = new List<string>();
        while (await channel.BasicGetAsync("crossdock-meal_error", autoAck: true) is { } message)
        {
            kept.Add(Encoding.UTF8.GetString(message.Body.Span));
        }

        Assert.Equal(unreadable.Order(), kept.Order());
    }

    [Fact]
    public async Task Should_keep_one_that_no_try_can_handle_in_the_error_queue_and_log_why()
    {
        var plate = new Plate();
        await using var bus = await RunningBus.StartAsync(
            Options,
            bus => bus.AddConsumer<MealConsumer>().Endpoint(e => e.Name = "picky"),
            services => services.AddSingleton(plate)
        );
        await using var connection = await ConnectAsync();

        await bus.Bus.Publish(new Meal(-1));

        await Wait.UntilAsync(
            async () => await CountAsync(connection, "picky_error") == 1,
            Wait.Timeout,
            () => $"the message in the error queue:\n{string.Join('\n', bus.Logs)}"
        );
        Assert.True(plate.Portions.Count > 1, "It was given one chance only.");
        // Once, and not with each try.
        var failed = Assert.Single(bus.Logs, log => log.Event == "MessageFailed");
        Assert.Contains("There is no such meal.", failed.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_say_again_from_the_document_what_no_queue_has_taken()
    {
        await using var place = new Workplace();
        await using var speaker = await RunningBus.StartAsync(Options, _ => { });
        var id = await place.DueAsync();
        await place.StartAsync(
            async (jobs, token) =>
            {
                await speaker.Bus.Publish(new Leftover(jobs[0].Id), token);
                jobs[0].Done();
            }
        );

        var failed = await place.SeeAsync(id, job => job.Attempts == 1);
        Assert.NotNull(failed.DueAt);
        Assert.NotEmpty(failed.LastError!);

        var found = new ConcurrentQueue<string>();
        await using var listener = await RunningBus.StartAsync(
            Options,
            bus => bus.AddConsumer<LeftoverConsumer>(),
            services => services.AddSingleton(found)
        );
        await place.Time.AdvanceUntilAsync(() => !found.IsEmpty, TimeSpan.FromSeconds(1), "the message");
        await place.SeeAsync(id, job => job.DueAt is null);
        Assert.Equal([id], found);
    }

    /// <summary>How many wait in a queue; none where it has not been made yet, which costs the channel that asked.</summary>
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
