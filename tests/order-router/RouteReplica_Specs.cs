using Crossdock.Contracts;
using Crossdock.OrderRouter.Routes;
using Crossdock.OrderRouter.Tests.Support;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;
using Crossdock.TestSupport;
using Microsoft.Extensions.Configuration;
using static Crossdock.OrderRouter.Tests.Support.RoutesThroughTheApi;

namespace Crossdock.OrderRouter.Tests;

public sealed class When_a_route_is_saved_at_another_replica(RouterHost router)
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
        await Wait.UntilAsync(() => replica.Routes.ForCart(cart)?.ShipMethodOf("Drone") is not null, "the change");

        await router.Http.DeleteAsync($"/api/v1/routes/{cart}");
        await Wait.UntilAsync(() => replica.Routes.ForCart(cart) is null, "the end");
    }

    [Fact]
    public async Task Should_not_hold_an_order_that_comes_before_the_next_look()
    {
        await using var replica = await UnlookingAsync();
        await router.PutAsync(cart, Route());

        var order = new OrderScenario(replica, cart);

        Assert.IsType<DeliverOrder>(Assert.Single(await order.ReceiveAsync(order.Received())));
    }

    [Fact]
    public async Task Should_release_at_once_what_was_held_for_a_change()
    {
        await using var replica = await UnlookingAsync();
        await router.PutAsync(cart, Route());
        var order = new OrderScenario(replica, cart);
        await order.ReceiveAsync(order.Received(shipMethod: "Drone"));

        await router.PutAsync(cart, Route("Drone"));

        Assert.IsType<DeliverOrder>(Assert.Single(await order.ReceiveAsync(order.Release())));
    }

    [Fact]
    public async Task Should_tell_its_cart_the_very_next_figure()
    {
        await using var replica = await UnlookingAsync();
        await router.PutAsync(cart, Route());

        await replica.ReceiveAsync(
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

        var log = Assert.Single(replica.Published.OfType<SetStock>(), levels => levels.Connection == cart);
        Assert.Equal(("TEE-S", 7m), (log.Levels.Single().Sku, log.Levels.Single().OnHand));
    }

    /// <summary>A replica that has looked once, and does not look again.</summary>
    private async Task<RouterHost> UnlookingAsync()
    {
        await router.PutAsync($"{cart}-before", Route());
        var replica = await router.ReplicaAsync(Never);
        await Wait.UntilAsync(() => replica.Routes.ForCart($"{cart}-before") is not null, "the first look");
        return replica;
    }
}

public sealed class When_the_store_of_the_routes_does_not_answer : IDisposable
{
    private readonly RouteTable table = new(new ConfigurationBuilder().Build());
    private readonly FakeTime time = new();
    private readonly RecordingLogger<StoredRoutes> log = new();
    private readonly StoredRoutes stored;
    private RouteDocument route = Shed(version: 1);
    private int announced = 1;
    private bool isAway;
    private int looks;
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public When_the_store_of_the_routes_does_not_answer() =>
        stored = new(
            table,
            new Found<VersionList>(List),
            new Found<RouteDocument>(() => route),
            new WorkOptions(),
            time,
            log
        );

    public void Dispose() => stored.Dispose();

    [Fact]
    public async Task Should_decide_nothing_before_they_have_been_read_once()
    {
        isAway = true;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => stored.ReadAsync(Ct));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => stored.LookForAsync("acme", Ct));

        isAway = false;
        await stored.ReadAsync(Ct);

        Assert.NotNull(table.ForCart("acme"));
    }

    [Fact]
    public async Task Should_go_on_with_what_is_known()
    {
        await stored.ReadAsync(Ct);

        isAway = true;
        await stored.ReadAsync(Ct);
        await stored.LookForAsync("acme", Ct);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => stored.RefreshAsync(Ct));

        Assert.NotNull(table.ForCart("acme"));
    }

    [Fact]
    public async Task Should_take_up_a_change_that_was_announced_before_the_outage_and_made_after_it()
    {
        announced = 2;
        await stored.RefreshAsync(Ct);
        Assert.Equal("shed", table.ForCart("acme")!.Warehouse);

        route = new()
        {
            Id = "acme",
            SettingsVersion = 2,
            Settings = new() { Warehouse = "barn" },
        };
        await stored.RefreshAsync(Ct);

        Assert.Equal("barn", table.ForCart("acme")!.Warehouse);
    }

    [Fact]
    public async Task Should_create_nothing_again_where_nothing_has_changed()
    {
        await stored.RefreshAsync(Ct);
        var before = table.ForCart("acme");
        route = Shed(version: 1);

        await stored.RefreshAsync(Ct);

        Assert.Same(before, table.ForCart("acme"));
    }

    [Fact]
    public async Task Should_log_each_outage_once()
    {
        isAway = true;
        await stored.StartAsync(Ct);

        await LookAsync(5);
        Assert.Equal(["RoutesNotRead"], log.Events);

        isAway = false;
        await LookAsync(2);
        isAway = true;
        await LookAsync(5);

        await stored.StopAsync(Ct);
        Assert.Equal(["RoutesNotRead", "RoutesNotRead"], log.Events);

        Task LookAsync(int times)
        {
            var enough = Volatile.Read(ref looks) + times;
            return time.AdvanceUntilAsync(() => Volatile.Read(ref looks) >= enough, TimeSpan.FromSeconds(1), "looks");
        }
    }

    private VersionList List()
    {
        Interlocked.Increment(ref looks);
        return isAway
            ? throw new StoreUnavailableException("It is away.")
            : new VersionList { Versions = { ["acme"] = announced } };
    }

    private static RouteDocument Shed(int version) =>
        new()
        {
            Id = "acme",
            SettingsVersion = version,
            Settings = new() { Warehouse = "shed" },
        };

    /// <summary>A collection that is only asked for one document.</summary>
    private sealed class Found<T>(Func<T> find) : IDocuments<T>
        where T : Document
    {
        public Task<T?> FindAsync(string id, CancellationToken cancellationToken) => Task.FromResult<T?>(find());

        public Task<bool> InsertAsync(T document, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<bool> ReplaceAsync(T document, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<bool> DeleteAsync(T document, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<IReadOnlyList<T>> QueryAsync(Query<T> query, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<int> CountAsync(Query<T> query, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
