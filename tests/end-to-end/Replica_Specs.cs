namespace Crossdock.EndToEnd.Tests;

public sealed class When_two_replicas_of_each_adapter_work_at_once(Hub hub) : IClassFixture<Hub>
{
    [Fact]
    public async Task Should_double_none_and_go_on_when_one_of_them_dies()
    {
        await hub.StartReplicasAsync();
        await hub.SeedAsync(60);
        await hub.CalledAsync("bergen PickTicketAdd", 10);
        await hub.Warehouse.KillAsync();
        await hub.Cart.KillAsync();
        Assert.True((await hub.ReportAsync()).Totals.Wrong > 0, "Nothing was left to be done.");

        var report = await hub.SettledAsync();

        Assert.Equal(
            (60, 0, 0, 0),
            (report.Totals.Orders, report.Totals.Lost, report.Totals.Doubled, report.Totals.Wrong)
        );
    }
}
