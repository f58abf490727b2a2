using System.Net;

namespace Crossdock.EndToEnd.Tests;

/// <summary>
/// The hundred orders, travelled to their ends as after <c>docker compose up</c>: with the times and the example settings
/// that stand there.
/// </summary>
public sealed class SettledHub() : Hub(unhurried: true)
{
    public Report Report { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await SeedAsync();
        Report = await SettledAsync();
    }
}

public sealed class When_a_hundred_orders_travel_over_a_real_broker(SettledHub hub) : IClassFixture<SettledHub>
{
    [Fact]
    public void Should_lose_none_and_double_none() =>
        Assert.Equal(
            (100, 0, 0, 0),
            (hub.Report.Totals.Orders, hub.Report.Totals.Lost, hub.Report.Totals.Doubled, hub.Report.Totals.Wrong)
        );

    [Fact]
    public void Should_bring_each_to_the_end_that_its_seed_says()
    {
        int Expected(string end) => hub.Report.Orders.Count(o => o.Expected == end);
        var totals = hub.Report.Totals;

        Assert.Equal(
            (
                Expected("confirmed"),
                Expected("held") + Expected("differs"),
                Expected("skipped"),
                Expected("canceled") + Expected("unsent")
            ),
            (totals.Confirmed, totals.Held, totals.Skipped, totals.Canceled)
        );
        Assert.All([totals.Confirmed, totals.Held, totals.Skipped, totals.Canceled], count => Assert.True(count > 0));
    }

    [Fact]
    public async Task Should_hold_each_order_that_differs_between_cart_and_warehouse_and_say_why()
    {
        var different = hub.Report.Orders.Where(o => o.Differences.Count > 0).ToList();

        Assert.NotEmpty(different);
        foreach (var seeded in different)
        {
            var order = Assert.Single(await hub.OrdersAsync(seeded.Number));
            Assert.Equal(("error", false), (order.Status, string.IsNullOrEmpty(order.Reason)));
        }
    }

    [Fact]
    public void Should_show_the_warehouse_s_stock_in_the_cart() => Assert.True(hub.Report.Stock.Agree);

    [Fact]
    public async Task Should_say_where_a_confirmed_order_is()
    {
        var seeded = hub.Report.Orders.First(o => o.Expected == "confirmed");

        var order = Assert.Single(await hub.OrdersAsync(seeded.Number));

        Assert.Equal("confirmed", order.Status);
        Assert.NotEmpty(order.WarehouseNumber!);
        Assert.NotEmpty(order.TrackingNumbers);
        Assert.Equal(order.History.OrderBy(e => e.At), order.History);
        Assert.Equal("confirmed", order.History[^1].Status);
    }

    [Theory]
    [InlineData("held", "error")]
    [InlineData("skipped", "skipped")]
    public async Task Should_say_why_an_order_does_not_proceed(string expected, string status)
    {
        foreach (var seeded in hub.Report.Orders.Where(o => o.Expected == expected))
        {
            var order = Assert.Single(await hub.OrdersAsync(seeded.Number));
            Assert.Equal(status, order.Status);
            Assert.NotEmpty(order.Reason!);
        }
    }

    [Fact]
    public async Task Should_list_what_waits_for_a_person()
    {
        using var answer = await hub.Router.Http.GetAsync("/api/v1/orders?status=error");
        var text = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.All(
            hub.Report.Orders.Where(o => o.Expected == "held"),
            order => Assert.Contains($"\"{order.Number}\"", text, StringComparison.Ordinal)
        );
    }
}
