using System.Collections.Concurrent;
using Crossdock.Platform.Messaging;
using Crossdock.Platform.Settings;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Storage.Sqlite;
using Crossdock.TestSupport;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Crossdock.Platform.Tests.Messaging;

public sealed class When_a_person_handles_failed_messages : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly string queue = $"spec-{Guid.NewGuid():N}";
    private readonly Parcels parcels = new();
    private readonly BusOptions options;
    private readonly SqliteStore store;
    private readonly IDocuments<DiscardedMessage> discarded;
    private readonly FailedMessages failed;
    private RunningBus bus = null!;

    public When_a_person_handles_failed_messages(BrokerFixture fixture)
    {
        options = new BusOptions { RabbitMq = fixture.Broker.Address, Retries = 1 };
        store = new SqliteStore(folder.Of("messages.db"));
        discarded = store.Open(DiscardedMessage.Collection);
        var queues = new QueueNames();
        queues.Add(queue);
        failed = new FailedMessages(options, queues, discarded, TimeProvider.System);
    }

    private string ErrorQueue => $"{queue}_error";

    public async ValueTask InitializeAsync()
    {
        bus = await RunningBus.StartAsync(
            options,
            registration => registration.AddConsumer<ParcelConsumer>().Endpoint(e => e.Name = queue),
            services => services.AddSingleton(parcels)
        );
        // Declares the error queue, as a service does when it starts: a broker that is just declaring one answers with an internal error.
        await bus.CountAsync();
        await bus.Bus.Publish(new Parcel("a", Guid.NewGuid()));
        await bus.Bus.Publish(new Parcel("b", Guid.NewGuid()));
        await Wait.UntilAsync(async () => (await ReadAsync()).Count == 2, "both in the error queue");
    }

    public async ValueTask DisposeAsync()
    {
        await bus.DisposeAsync();
        failed.Dispose();
        await store.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Should_see_them_with_what_they_failed_of_and_change_nothing()
    {
        var messages = await ReadAsync();

        Assert.All(
            messages,
            one =>
                Assert.Equal(
                    (ErrorQueue, nameof(Parcel), "System.InvalidOperationException", "There is no room."),
                    (one.Queue, one.MessageType, one.Exception, one.Reason)
                )
        );
        Assert.All(messages, one => Assert.NotNull(one.FailedAt));
        Assert.All(messages, one => Assert.NotNull(one.OrderId));
        Assert.Single(messages.Select(one => one.GroupId()).Distinct());
        Assert.Equal(messages.Select(one => one.Id).Order(), (await ReadAsync()).Select(one => one.Id).Order());
    }

    [Fact]
    public async Task Should_give_the_chosen_one_to_its_consumer_again()
    {
        parcels.HasRoom = true;
        var messages = await ReadAsync();
        var (chosen, other) = (messages[0], messages[1]);

        Assert.Equal(1, await failed.ReplayAsync(ErrorQueue, one => one.Id == chosen.Id, default));

        await Wait.UntilAsync(() => parcels.Taken.Count == 1, "the parcel");
        Assert.Equal([other.Id], (await ReadAsync()).Select(one => one.Id));
    }

    [Fact]
    public async Task Should_keep_one_that_fails_again()
    {
        var seen = 0;

        // The first one has failed again before the second one is replayed.
        var replayed = await failed.ReplayAsync(
            ErrorQueue,
            _ =>
                ++seen != 2
                || SpinWait.SpinUntil(() => bus.Logs.Count(log => log.Event == "MessageFailed") > 2, Wait.Timeout),
            default
        );

        Assert.Equal(2, replayed);

        await Wait.UntilAsync(async () => (await ReadAsync()).Count == 2, "both in the error queue again");
        Assert.Empty(parcels.Taken);
    }

    [Fact]
    public async Task Should_discard_with_a_reason_and_recover()
    {
        Assert.Equal(2, await failed.DiscardAsync(ErrorQueue, _ => true, "ada", "Shipped by hand.", default));
        Assert.Empty(await ReadAsync());
        var kept = await discarded.QueryAsync(DiscardedMessage.ByTime.Where(), default);
        Assert.Equal(2, kept.Count);
        Assert.All(kept, one => Assert.Equal(("ada", "Shipped by hand."), (one.By, one.Reason)));

        parcels.HasRoom = true;
        await failed.RecoverAsync(kept[0], default);

        await Wait.UntilAsync(() => parcels.Taken.Count == 1, "the parcel");
        Assert.NotNull((await discarded.FindAsync(kept[0].Id, default))!.RecoveredAt);
    }

    [Fact]
    public async Task Should_lose_the_content_of_those_about_an_order_whose_personal_data_were_removed()
    {
        var messages = await ReadAsync();
        await failed.DiscardAsync(ErrorQueue, one => one.Id == messages[0].Id, "ada", "Shipped by hand.", default);

        await CleanUpAsync(new Redacted(messages[0].OrderId));
        Assert.Equal([messages[1].Id], (await ReadAsync()).Select(one => one.Id));

        await CleanUpAsync(new Redacted(messages[0].OrderId), new Redacted(messages[1].OrderId));
        Assert.Empty(await ReadAsync());
        var kept = await discarded.QueryAsync(DiscardedMessage.ByTime.Where(), default);
        Assert.Equal(
            ["Shipped by hand.", "Its content was removed with the customer's personal data."],
            kept.Select(one => one.Reason)
        );
        Assert.All(kept, one => Assert.Empty(one.Body));

        // The API answers this with 409.
        var refused = await Assert.ThrowsAsync<RefusedException>(() => failed.RecoverAsync(kept[0], default));
        Assert.Contains("personal data", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_read_once_more_where_the_broker_closes_the_connection()
    {
        await using var relay = new TcpRelay([options.Broker]);
        using var throughRelay = Through(relay);
        var (all, tries) = (await ReadAsync(), 0);

        var discardedNow = await throughRelay.DiscardAsync(
            ErrorQueue,
            _ => ++tries > 1 || Cut(relay),
            "ada",
            "Shipped by hand.",
            default
        );

        Assert.Equal((all.Count, 0), (discardedNow, (await ReadAsync()).Count));
    }

    [Fact]
    public async Task Should_say_that_the_broker_has_gone_away()
    {
        await using var relay = new TcpRelay([options.Broker]);
        using var throughRelay = Through(relay);

        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            throughRelay.DiscardAsync(ErrorQueue, _ => Cut(relay), "ada", "Shipped by hand.", default)
        );

        Assert.Contains("has closed the connection", refused.Message, StringComparison.Ordinal);
        await Wait.UntilAsync(async () => (await ReadAsync()).Count == 2, "both in the error queue");
    }

    [Fact]
    public async Task Should_keep_a_discarded_one_no_longer_than_it_says()
    {
        await failed.DiscardAsync(ErrorQueue, _ => true, "ada", "Shipped by hand.", default);
        var old = (await discarded.QueryAsync(DiscardedMessage.ByTime.Where(), default))[0];
        old.At -= TimeSpan.FromDays(options.KeepDiscardedDays + 1);
        Assert.True(await discarded.ReplaceAsync(old, default));

        await CleanUpAsync();

        var kept = Assert.Single(await discarded.QueryAsync(DiscardedMessage.ByTime.Where(), default));
        Assert.NotEqual(old.Id, kept.Id);
        Assert.NotEmpty(kept.Body);
    }

    /// <summary>Its connections go through the relay.</summary>
    private FailedMessages Through(TcpRelay relay)
    {
        var queues = new QueueNames();
        queues.Add(queue);
        var broker = new UriBuilder(options.Broker) { Host = "127.0.0.1", Port = relay.Port }.Uri;
        return new FailedMessages(
            new BusOptions { RabbitMq = broker, Retries = options.Retries },
            queues,
            discarded,
            TimeProvider.System
        );
    }

    /// <summary>The open connections are lost, new ones work.</summary>
    /// <returns>That the message is not chosen: the next one is asked for in vain.</returns>
    private static bool Cut(TcpRelay relay)
    {
        relay.Cut();
        relay.Restore();
        return false;
    }

    private async Task CleanUpAsync(params IRedactedOrders[] redacted)
    {
        using var cleanup = new FailedMessageCleanup(
            failed,
            discarded,
            redacted,
            options,
            TimeProvider.System,
            NullLogger<FailedMessageCleanup>.Instance
        );
        await cleanup.RunAsync(default);
    }

    private sealed class Redacted(Guid? order) : IRedactedOrders
    {
        public Task<bool> IsRedactedAsync(Guid orderId, CancellationToken cancellationToken) =>
            Task.FromResult(orderId == order);
    }

    private Task<IReadOnlyList<FailedMessage>> ReadAsync() => failed.ReadAsync(ErrorQueue, default);

    public sealed record Parcel(string Name, Guid OrderId);

    public sealed class Parcels
    {
        public bool HasRoom { get; set; }
        public ConcurrentQueue<string> Taken { get; } = [];
    }

    public sealed class ParcelConsumer(Parcels parcels) : IConsumer<Parcel>
    {
        public Task Consume(ConsumeContext<Parcel> context)
        {
            if (!parcels.HasRoom)
            {
                throw new InvalidOperationException("There is no room.");
            }

            parcels.Taken.Enqueue(context.Message.Name);
            return Task.CompletedTask;
        }
    }
}
