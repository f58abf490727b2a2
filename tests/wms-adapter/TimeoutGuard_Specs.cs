using Crossdock.Adapters;
using Crossdock.Platform.Work;
using Crossdock.WmsAdapter.Deliveries;

namespace Crossdock.WmsAdapter.Tests;

public sealed class When_a_timeout_exceeds_the_lease_or_the_grace_period
{
    [Theory]
    [InlineData("00:01:00", "00:01:00", "00:05:00", "Delivery:UnclearGrace")]
    [InlineData("00:01:00", "00:05:00", "00:01:00", "Work:Lease")]
    [InlineData(null, "00:00:30", "00:05:00", "Delivery:UnclearGrace")]
    public void Should_name_both_settings(string? timeout, string grace, string lease, string other)
    {
        var e = Assert.Throws<SettingException>(() => Check(timeout, grace, lease));

        Assert.Equal("Warehouses:acme:Timeout", e.Setting);
        Assert.Contains(other, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("00:00:59")]
    [InlineData(null)]
    public void Should_accept_one_that_is_shorter_than_both(string? timeout) => Check(timeout, "00:01:00", "00:01:00");

    private static void Check(string? timeout, string grace, string lease) =>
        TimeoutGuard.Check(
            "Warehouses:acme",
            timeout is null ? new WarehouseSettings().Timeout : TimeSpan.Parse(timeout, null),
            new DeliveryOptions { UnclearGrace = TimeSpan.Parse(grace, null) },
            new WorkOptions { Lease = TimeSpan.Parse(lease, null) }
        );
}
