using Crossdock.Adapters;
using Crossdock.CartAdapter.Orders;
using Crossdock.CartAdapter.Tests.Support;
using Crossdock.Contracts;
using static Crossdock.CartAdapter.Tests.Support.Orders;

namespace Crossdock.CartAdapter.Tests;

public sealed class When_orders_are_downloaded : CartFixture
{
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Should_read_from_the_earliest_order_date_at_first()
    {
        await PollAsync(Get<OrderDownload>(), null);

        Assert.Equal([Earliest], Cart.AskedSince);
    }

    [Fact]
    public async Task Should_write_down_every_order_of_every_page()
    {
        Cart.Pages.Add([Order(1), Order(2)]);
        Cart.Pages.Add([Order(3)]);

        await PollAsync(Get<OrderDownload>(), null);

        foreach (var id in (string[])["1", "2", "3"])
        {
            await FindAsync<CartOrderDocument>(DerivedId.OfOrder(Connection, id).ToString("D"));
        }
    }

    [Fact]
    public async Task Should_go_on_at_the_latest_change_it_saw_by_the_carts_own_clock()
    {
        Cart.Pages.Add([Order(1) with { ChangedAt = May.AddHours(3) }, Order(2)]);

        Assert.Equal(May.AddHours(3), await PollAsync(Get<OrderDownload>(), null));
    }

    [Fact]
    public async Task Should_stay_where_it_is_while_nothing_changes() =>
        Assert.Equal(May, await PollAsync(Get<OrderDownload>(), May));

    [Fact]
    public async Task Should_not_go_on_where_the_cart_failed_half_way()
    {
        Cart.Pages.Add([Order(1)]);
        Cart.AfterPages = () => throw Problem(ConnectionProblem.Down);

        await Assert.ThrowsAsync<ConnectionProblemException>(() => PollAsync(Get<OrderDownload>(), null));
    }

    [Fact]
    public async Task Should_read_a_little_again_for_a_while_after_the_latest_change()
    {
        var download = Get<OrderDownload>();
        await PollAsync(download, May);
        Clock.Now += 2 * Overlap;
        await PollAsync(download, May);
        Clock.Now += TimeSpan.FromTicks(1);
        await PollAsync(download, May);

        Assert.Equal([May - Overlap, May - Overlap, May], Cart.AskedSince);
    }

    [Fact]
    public async Task Should_read_a_little_again_after_a_long_silence_too()
    {
        var download = Get<OrderDownload>();
        await PollAsync(download, May);
        Clock.Now += TimeSpan.FromDays(1);
        Cart.Pages.Add([Order(1) with { ChangedAt = May.AddHours(5) }]);
        var next = await PollAsync(download, May);

        await PollAsync(download, next);

        Assert.Equal(May.AddHours(5) - Overlap, Cart.AskedSince[^1]);
    }

    [Fact]
    public async Task Should_read_a_little_again_what_another_replica_read()
    {
        var download = Get<OrderDownload>();
        await PollAsync(download, May);
        Clock.Now += TimeSpan.FromDays(1);

        // The cursor has moved meanwhile; the order that moved it was written down elsewhere.
        await PollAsync(download, May.AddHours(5));

        Assert.Equal(May.AddHours(5) - Overlap, Cart.AskedSince[^1]);
    }

    [Fact]
    public async Task Should_read_a_little_again_until_a_late_run_has_read_to_the_end()
    {
        var download = Get<OrderDownload>();
        await PollAsync(download, May);
        Clock.Now += TimeSpan.FromDays(1);
        Cart.AfterPages = () => throw Problem(ConnectionProblem.Throttled);
        await Assert.ThrowsAsync<ConnectionProblemException>(() => PollAsync(download, May));

        Cart.AfterPages = () => { };
        await PollAsync(download, May);
        await PollAsync(download, May);

        Assert.Equal([May - Overlap, May - Overlap, May - Overlap, May], Cart.AskedSince);
    }

    [Fact]
    public async Task Should_go_on_with_a_run_that_broke_off_and_not_go_back_behind_what_was_seen()
    {
        var download = Get<OrderDownload>();
        await PollAsync(download, May);

        // The loop goes on where the run had come to: within what was read again.
        var next = await download.PollAsync(Connection, May.AddMinutes(-1), CancellationToken.None);

        Assert.Equal(May.AddMinutes(-1), Cart.AskedSince[^1]);
        Assert.Equal(May, next);
    }

    [Fact]
    public void Should_demand_an_earliest_order_date()
    {
        var e = Assert.Throws<SettingException>(() => Connect(new ScriptedCartAdapter(Cart), "Carts:acme"));

        Assert.Equal("Carts:acme:EarliestOrderDate", e.Setting);
    }

    private static Task<DateTimeOffset?> PollAsync(OrderDownload download, DateTimeOffset? cursor) =>
        download.PollAsync(Connection, download.Begin(Connection, cursor), CancellationToken.None);
}
