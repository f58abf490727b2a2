using Crossdock.Adapters;
using Crossdock.CartAdapter.Orders;
using Crossdock.CartAdapter.Tests.Support;
using Crossdock.Contracts;
using static Crossdock.CartAdapter.Tests.Support.Orders;

namespace Crossdock.CartAdapter.Tests;

public sealed class When_orders_are_downloaded : CartFixture
{
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(15);

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
    public async Task Should_know_an_order_as_the_cart_showed_it_when_it_was_asked()
    {
        var asked = Clock.Now;
        Cart.Pages.Add([Order(1)]);
        Cart.BeforePages = () => Clock.Now += TimeSpan.FromMinutes(1);

        await PollAsync(Get<OrderDownload>(), null);

        var order = await FindAsync<CartOrderDocument>(DerivedId.OfOrder(Connection, "1").ToString("D"));
        Assert.Equal(asked, order.Received!.ReadAt);
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
    public async Task Should_not_read_a_little_again_at_each_of_many_quick_polls()
    {
        var download = Get<OrderDownload>();
        await PollAsync(download, May);
        for (var second = 1; second <= 15; second++)
        {
            Clock.Now += TimeSpan.FromSeconds(1);
            await PollAsync(download, May.AddSeconds(second));
        }

        // As far back as the last poll that looked back had come, and the overlap: what appeared late meanwhile is read.
        Assert.Equal(
            [May - Overlap, .. Enumerable.Range(1, 14).Select(second => May.AddSeconds(second)), May - Overlap],
            Cart.AskedSince
        );
    }

    [Fact]
    public async Task Should_read_a_little_again_at_once_where_the_poll_that_did_so_broke_off()
    {
        var download = Get<OrderDownload>();
        Cart.AfterPages = () => throw Problem(ConnectionProblem.Throttled);
        await Assert.ThrowsAsync<ConnectionProblemException>(() => PollAsync(download, May));
        Cart.AfterPages = () => { };

        await PollAsync(download, May);

        Assert.Equal([May - Overlap, May - Overlap], Cart.AskedSince);
    }

    [Fact]
    public async Task Should_read_a_little_again_after_a_long_silence_too()
    {
        var download = Get<OrderDownload>();
        await PollAsync(download, May);
        Clock.Now += TimeSpan.FromDays(1);
        Cart.Pages.Add([Order(1) with { ChangedAt = May.AddHours(5) }]);
        var next = await PollAsync(download, May);
        Clock.Now += BetweenLooks;

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

        // The other replica may have looked back a while before it moved the cursor.
        Assert.Equal(May.AddHours(5) - (2 * Overlap), Cart.AskedSince[^1]);
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
        var next = await download.PollAsync(
            Connection,
            May.AddMinutes(-1),
            _ => Task.CompletedTask,
            CancellationToken.None
        );

        Assert.Equal(May.AddMinutes(-1), Cart.AskedSince[^1]);
        Assert.Equal(May, next);
    }

    [Fact]
    public void Should_demand_an_earliest_order_date()
    {
        var e = Assert.Throws<SettingException>(() => Connect(new ScriptedCartAdapter(Cart), "Carts:acme"));

        Assert.Equal("Carts:acme:EarliestOrderDate", e.Setting);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(30)]
    [InlineData(60 * 24 * 365 * 70)]
    public async Task Should_not_pass_over_other_orders_for_one_with_a_time_of_the_future(int minutesAhead)
    {
        var download = Get<OrderDownload>();
        Clock.Now = May.AddHours(12);
        Cart.Pages.Add([Order(1) with { ChangedAt = Clock.Now.AddMinutes(minutesAhead) }]);
        Cart.Pages.Add([Order(2) with { ChangedAt = Clock.Now.AddSeconds(-5) }]);

        var next = await PollAsync(download, May);
        await PollAsync(download, next);

        Assert.Equal(Clock.Now.AddSeconds(-5), next);
        Assert.True(Cart.AskedSince[^1] < Clock.Now);
        await FindAsync<CartOrderDocument>(DerivedId.OfOrder(Connection, "1").ToString("D"));
        var warning = Assert.Single(Log.Entries, e => e.Event == "OrderTimeUnlikely");
        Assert.Equal("#1", warning["OrderNumber"]);
    }

    [Fact]
    public async Task Should_take_in_an_order_with_a_time_of_the_past_and_warn_once()
    {
        var download = Get<OrderDownload>();
        Cart.Pages.Add([Order(1) with { ChangedAt = default }, Order(2)]);

        Assert.Equal(May, await PollAsync(download, May));
        await PollAsync(download, May);

        await FindAsync<CartOrderDocument>(DerivedId.OfOrder(Connection, "1").ToString("D"));
        Assert.Single(Log.Of("OrderTimeUnlikely"));
    }

    [Fact]
    public async Task Should_read_everything_again_where_the_cursor_is_ahead_of_the_clock()
    {
        var download = Get<OrderDownload>();
        Clock.Now = May.AddHours(12);
        await PollAsync(download, Clock.Now);
        Clock.Now = May.AddHours(6);
        Cart.Pages.Add([Order(1) with { ChangedAt = May.AddHours(5) }]);

        var next = await PollAsync(download, May.AddHours(12));

        Assert.Equal((Earliest, (DateTimeOffset?)May.AddHours(5)), (Cart.AskedSince[^1], next));
        Assert.Single(Log.Of("CursorAhead"));
    }

    private static Task<DateTimeOffset?> PollAsync(OrderDownload download, DateTimeOffset? cursor) =>
        download.PollAsync(
            Connection,
            download.StartFrom(Connection, cursor),
            _ => Task.CompletedTask,
            CancellationToken.None
        );
}
