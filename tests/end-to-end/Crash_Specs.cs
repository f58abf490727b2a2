namespace Crossdock.EndToEnd.Tests;

public sealed class When_each_service_is_killed_in_the_middle(Hub hub) : IClassFixture<Hub>
{
    [Fact]
    public async Task Should_lose_none_and_double_none()
    {
        const int Orders = 60;
        await hub.SeedAsync(Orders);

        await hub.CalledAsync("bergen PickTicketAdd", 10);
        await hub.KillWhileItWaitsAsync(hub.Warehouse, "bergen PickTicketAdd");
        Assert.InRange(await hub.CallsAsync("bergen PickTicketAdd"), 10, Orders / 2);
        hub.Warehouse.Start();

        await hub.CalledAsync("bergen PickTicketAdd", Orders / 2);
        await hub.Router.KillAsync();
        hub.Router.Start();

        await hub.CalledAsync("qbc POST /fulfillments", 10);
        await hub.KillWhileItWaitsAsync(hub.Cart, "qbc POST /fulfillments");
        Assert.InRange((await hub.ReportAsync()).Totals.Confirmed, 1, Orders - 10);
        hub.Cart.Start();

        var report = await hub.SettledAsync();
        Assert.Equal(
            (Orders, 0, 0, 0),
            (report.Totals.Orders, report.Totals.Lost, report.Totals.Doubled, report.Totals.Wrong)
        );
    }
}
