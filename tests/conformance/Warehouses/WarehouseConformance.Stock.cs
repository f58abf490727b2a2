using Crossdock.Contracts;

namespace Crossdock.Conformance.Warehouses;

public abstract partial class WarehouseConformance<THarness>
{
    [Fact]
    public async Task Should_read_all_stock_to_the_end()
    {
        await Harness.HaveAsync(Harness.ItemCodes[0], 7);
        await Harness.HaveAsync(Harness.ItemCodes[^1], 0);

        Assert.True(Harness.ItemCodes.Count > 2 * THarness.PageSize, "The harness has too few items for three pages.");

        var all = await ToListAsync(Adapter.InventorySinceAsync(null, Ct));

        Assert.Equal(
            Harness.ItemCodes.Order(StringComparer.Ordinal),
            all.Where(one => one.Warehouse == Harness.Building)
                .Select(one => one.ItemCode)
                .Order(StringComparer.Ordinal)
        );
        Assert.Equal(7, OnHand(all, Harness.ItemCodes[0]));
        Assert.Equal(0, OnHand(all, Harness.ItemCodes[^1]));
        Assert.All(all, one => Assert.True(one.ReadAt <= TimeProvider.System.GetUtcNow()));
    }

    [Fact]
    public async Task Should_say_of_stock_when_it_asked_and_not_when_it_was_answered()
    {
        // A parcel may leave between the two, and the answer does not know of it.
        var asked = TimeProvider.System.GetUtcNow();
        Harness.BeforeEachCall = () =>
        {
            asked = TimeProvider.System.GetUtcNow();
            SpinWait.SpinUntil(() => TimeProvider.System.GetUtcNow() > asked);
            return Task.CompletedTask;
        };

        await foreach (var page in Adapter.InventorySinceAsync(null, Ct))
        {
            Assert.All(page, one => Assert.True(!THarness.MakesCalls || one.ReadAt <= asked, $"{one.ReadAt:O}"));
        }
    }

    [Fact]
    public async Task Should_never_have_less_than_none()
    {
        await Harness.HaveAsync(Harness.ItemCodes[1], -3);

        var all = await ToListAsync(Adapter.InventorySinceAsync(null, Ct));

        Assert.Equal(0, OnHand(all, Harness.ItemCodes[1]));
        Assert.All(all, one => Assert.True(one.OnHand >= 0, $"There are {one.OnHand} of {one.ItemCode}."));
    }

    [Fact]
    public async Task Should_read_what_has_changed_since()
    {
        await ToListAsync(Adapter.InventorySinceAsync(null, Ct));
        var since = TimeProvider.System.GetUtcNow();

        await Harness.HaveAsync(Harness.ItemCodes[2], 42);

        var changed = await ToListAsync(Adapter.InventorySinceAsync(since, Ct));
        Assert.Equal(42, OnHand(changed, Harness.ItemCodes[2]));
    }

    [Fact]
    public async Task Should_miss_no_stock_that_changes_while_it_reads()
    {
        var (reading, changes) = (TimeProvider.System.GetUtcNow(), 0);
        Harness.BeforeEachCall = ChangeAsync;
        var during = await ToListAsync(Adapter.InventorySinceAsync(null, Ct), ChangeAsync);
        Harness.BeforeEachCall = null;
        var after = await ToListAsync(Adapter.InventorySinceAsync(reading, Ct));

        Assert.NotEqual(0, changes);
        for (var n = 0; n < changes; n++)
        {
            Assert.Equal(1000 + n, OnHand([.. during, .. after], Harness.ItemCodes[n]));
        }

        async Task ChangeAsync()
        {
            if (changes < Harness.ItemCodes.Count)
            {
                var n = changes++;
                await Harness.HaveAsync(Harness.ItemCodes[n], 1000 + n);
            }
        }
    }

    private decimal OnHand(IEnumerable<StockReading> readings, string itemCode) =>
        readings.Last(one => one.ItemCode == itemCode && one.Warehouse == Harness.Building).OnHand!.Value;
}
