using System.Collections.Concurrent;
using Crossdock.Platform.Messaging;
using Crossdock.Platform.Storage.Sqlite;
using Crossdock.TestSupport;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Platform.Tests.Messaging;

/// <summary>Two versions of a service share its queues while it is updated.</summary>
public sealed class When_a_later_version_runs_beside_an_earlier_one(BrokerFixture fixture)
{
    /// <summary>The earlier version's message with a field more, also in what it contains.</summary>
    [MessageUrn("Crossdock.Platform.Tests.Messaging:Reading")]
    public sealed record LaterReading(int Value, string Unit, IReadOnlyList<LaterReading> Earlier);

    /// <summary>Known to the later version only.</summary>
    public sealed record Added(string Text);

    public sealed class AddedConsumer(ConcurrentQueue<string> found) : IConsumer<Added>
    {
        public Task Consume(ConsumeContext<Added> context)
        {
            found.Enqueue(context.Message.Text);
            return Task.CompletedTask;
        }
    }

    private readonly string queue = $"spec-{Guid.NewGuid():N}";
    private readonly Readings readings = new();
    private readonly ConcurrentQueue<string> found = new();

    private BusOptions Options => new() { RabbitMq = fixture.Broker.Address, Retries = 1 };

    [Fact]
    public async Task Should_read_a_message_to_which_a_field_was_added()
    {
        await using var earlier = await StartAsync();
        var endpoint = await EndpointAsync(earlier);

        await endpoint.Send(new LaterReading(3, "kg", [new(1, "g", [])]));

        await Wait.UntilAsync(() => readings.Values.Contains(3), "the reading");
    }

    [Fact]
    public async Task Should_set_a_message_aside_that_only_the_later_one_knows_and_replay_it_there()
    {
        using var folder = new TemporaryFolder();
        await using var store = new SqliteStore(folder.Of("messages.db"));
        using var failed = Failed(store);
        await using var earlier = await StartAsync();
        await earlier.CountAsync();
        var endpoint = await EndpointAsync(earlier);

        await endpoint.Send(new Added("b"));
        await endpoint.Send(new Reading(4));
        await Wait.UntilAsync(() => readings.Values.Contains(4), "what the earlier one knows");
        await Wait.UntilAsync(async () => (await ReadAsync(failed)).Count == 1, "what it does not know");

        await earlier.StopAsync();
        await using var later = await StartAsync(isLater: true);
        Assert.Equal(1, await failed.ReplayAsync($"{queue}_skipped", _ => true, default));

        await Wait.UntilAsync(() => found.Contains("b"), "the message");
        Assert.Empty(await ReadAsync(failed));
    }

    /// <summary>Not by the queue's own name: that would declare the queue again, and otherwise than the services do.</summary>
    private Task<ISendEndpoint> EndpointAsync(RunningBus bus) => bus.Bus.GetSendEndpoint(new Uri($"exchange:{queue}"));

    private Task<IReadOnlyList<FailedMessage>> ReadAsync(FailedMessages failed) =>
        failed.ReadAsync($"{queue}_skipped", default);

    private FailedMessages Failed(SqliteStore store)
    {
        var queues = new QueueNames();
        queues.Add(queue);
        return new FailedMessages(Options, queues, store.Open(DiscardedMessage.Collection), TimeProvider.System);
    }

    private Task<RunningBus> StartAsync(bool isLater = false) =>
        RunningBus.StartAsync(
            Options,
            bus =>
            {
                bus.AddConsumer<ReadingConsumer>().Endpoint(e => e.Name = queue);
                if (isLater)
                {
                    bus.AddConsumer<AddedConsumer>().Endpoint(e => e.Name = queue);
                }
            },
            services => services.AddSingleton(readings).AddSingleton(found)
        );
}
