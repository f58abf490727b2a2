using System.Collections.Concurrent;
using Crossdock.Contracts;
using Crossdock.OrderRouter.Routes;
using Crossdock.OrderRouter.Rules;
using Crossdock.OrderRouter.Tests.Support;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;
using Crossdock.TestSupport;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using static Crossdock.OrderRouter.Tests.Support.RoutesAtTheDoors;

namespace Crossdock.OrderRouter.Tests;

public sealed class When_a_route_is_set_up_at_another_replica(RouterHost router)
{
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Never = TimeSpan.FromDays(1);
    private readonly string cart = NewCart();

    [Fact]
    public async Task Should_be_followed_when_it_comes_changes_and_goes()
    {
        await using var replica = await router.ReplicaAsync(Quick);

        await router.PutAsync(cart, Route());
        await Wait.UntilAsync(() => replica.Routes.ForCart(cart) is not null, "the route");

        await router.PutAsync(cart, Route("Drone"));
        await Wait.UntilAsync(
            () => replica.Routes.ForCart(cart)?.ShipMethodOf("Drone") is not null,
            "the change"
        );

        await router.Http.DeleteAsync($"/routes/{cart}");
        await Wait.UntilAsync(() => replica.Routes.ForCart(cart) is null, "the end");
    }

    [Fact]
    public async Task Should_not_hold_an_order_that_comes_before_the_next_look()
    {
        await using var replica = await UnlookingAsync();
        await router.PutAsync(cart, Route());

        var order = new OrderLife(replica, cart);

        Assert.IsType<DeliverOrder>(Assert.Single(await order.TellAsync(order.Received())));
    }

    [Fact]
    public async Task Should_release_at_once_what_was_held_for_a_change()
    {
        await using var replica = await UnlookingAsync();
        await router.PutAsync(cart, Route());
        var order = new OrderLife(replica, cart);
        await order.TellAsync(order.Received(shipMethod: "Drone"));

        await router.PutAsync(cart, Route("Drone"));

        Assert.IsType<DeliverOrder>(Assert.Single(await order.TellAsync(order.Release())));
    }

    [Fact]
    public async Task Should_tell_its_cart_the_very_next_figure()
    {
        await using var replica = await UnlookingAsync();
        await router.PutAsync(cart, Route());

        await replica.TellAsync(
            new InventoryUpdated
            {
                Merchant = "acme",
                Connection = "shed",
                Readings =
                [
                    new()
                    {
                        Warehouse = "NJ",
                        ItemCode = "0001",
                        OnHand = 7,
                        ReadAt = DateTimeOffset.UtcNow,
                    },
                ],
            }
        );

        var told = Assert.Single(
            replica.Said.OfType<SetStock>(),
            levels => levels.Connection == cart
        );
        Assert.Equal(("TEE-S", 7m), (told.Levels.Single().Sku, told.Levels.Single().OnHand));
    }

    /// <summary>A replica that has looked once, and does not look again by itself.</summary>
    private async Task<RouterHost> UnlookingAsync()
    {
        await router.PutAsync($"{cart}-before", Route());
        var replica = await router.ReplicaAsync(Never);
        await Wait.UntilAsync(
            () => replica.Routes.ForCart($"{cart}-before") is not null,
            "the first look"
        );
        return replica;
    }
}

public sealed class When_the_store_of_the_routes_does_not_answer
{
    private readonly RouteTable table = new(new ConfigurationBuilder().Build());
    private readonly FailingRoutes documents = new();
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_decide_nothing_before_they_have_been_read_once()
    {
        using var stored = new StoredRoutes(table, documents);
        documents.IsAway = true;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => stored.ReadAsync(Ct));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => stored.LookForAsync("acme", Ct));

        documents.IsAway = false;
        await stored.ReadAsync(Ct);

        Assert.NotNull(table.ForCart("acme"));
    }

    [Fact]
    public async Task Should_go_on_with_what_is_known()
    {
        using var stored = new StoredRoutes(table, documents);
        await stored.ReadAsync(Ct);

        documents.IsAway = true;
        await stored.ReadAsync(Ct);
        await stored.LookForAsync("acme", Ct);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => stored.RefreshAsync(Ct));

        Assert.NotNull(table.ForCart("acme"));
    }

    [Fact]
    public async Task Should_say_so_once_an_outage()
    {
        var time = new FakeTime();
        var told = new Told();
        using var stored = new StoredRoutes(table, documents);
        using var watch = new RouteWatch(stored, new WorkOptions(), time, told);
        documents.IsAway = true;
        await watch.StartAsync(Ct);

        await LooksAsync(5);
        Assert.Equal(["RoutesNotRead"], told.Events);

        documents.IsAway = false;
        await LooksAsync(2);
        documents.IsAway = true;
        await LooksAsync(5);

        await watch.StopAsync(Ct);
        Assert.Equal(["RoutesNotRead", "RoutesNotRead"], told.Events);

        Task LooksAsync(int more)
        {
            var enough = documents.Looks + more;
            return time.AdvanceUntilAsync(
                () => documents.Looks >= enough,
                TimeSpan.FromSeconds(1),
                "looks"
            );
        }
    }

    /// <summary>Holds one route, where it answers.</summary>
    private sealed class FailingRoutes : IDocuments<RouteDocument>
    {
        private int looks;

        public bool IsAway { get; set; }
        public int Looks => Volatile.Read(ref looks);

        public Task<IReadOnlyList<RouteDocument>> QueryAsync(
            Query<RouteDocument> query,
            CancellationToken cancellationToken
        )
        {
            Interlocked.Increment(ref looks);
            return IsAway
                ? throw new StoreUnavailableException("It is away.")
                : Task.FromResult<IReadOnlyList<RouteDocument>>([
                    new RouteDocument
                    {
                        Id = "acme",
                        Version = 1,
                        Settings = new() { Warehouse = "shed" },
                    },
                ]);
        }

        public Task<bool> InsertAsync(RouteDocument document, CancellationToken _) =>
            throw new NotSupportedException();

        public Task<bool> ReplaceAsync(RouteDocument document, CancellationToken _) =>
            throw new NotSupportedException();

        public Task<bool> DeleteAsync(RouteDocument document, CancellationToken _) =>
            throw new NotSupportedException();

        public Task<RouteDocument?> FindAsync(string id, CancellationToken _) =>
            throw new NotSupportedException();

        public Task<int> CountAsync(Query<RouteDocument> query, CancellationToken _) =>
            throw new NotSupportedException();
    }

    private sealed class Told : ILogger<RouteWatch>
    {
        private readonly ConcurrentQueue<string?> events = [];

        public IEnumerable<string?> Events => events;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => events.Enqueue(eventId.Name);
    }
}
