using Crossdock.Adapters;

namespace Crossdock.Conformance.Carts;

public abstract partial class CartConformance<THarness>
{
    [Fact]
    public async Task Should_give_an_order_whole()
    {
        var placed = Order("T-1042");
        await Harness.PlaceAsync(placed);

        var order = Assert.Single(await ReadAsync());

        Assert.Equal("T-1042", order.OrderNumber);
        Assert.NotEmpty(order.CartOrderId);
        Assert.Equal(CartOrderState.Open, order.State);
        Assert.Null(order.Problem);
        Assert.Equal(placed.ShipMethod, order.ShipMethod);
        Assert.Equal(
            placed.Lines.Select(line => (line.Sku, line.Quantity, line.UnitPrice)),
            Products(order).Select(line => (line.Sku!, line.Quantity, line.UnitPrice))
        );
        Assert.Equal(order.Lines.Count, order.Lines.DistinctBy(line => line.LineId).Count());
        Assert.Equal(placed.Notes, order.Notes);
        Assert.Equal(placed.ShipTo, order.ShipTo);
        Assert.Equal(placed.OrderedAt.UtcDateTime.Date, order.OrderedAt.UtcDateTime.Date);
    }

    [Fact]
    public async Task Should_read_all_pages_to_the_end_oldest_change_first()
    {
        await PlacePagesAsync();

        var orders = await ReadAsync();

        Assert.Equal(Numbers, orders.Select(order => order.OrderNumber).Order(StringComparer.Ordinal));
        Assert.Equal(orders.Select(order => order.ChangedAt).Order(), orders.Select(o => o.ChangedAt));
        Assert.All(orders, order => Assert.Equal(2, Products(order).Count));
    }

    [Fact]
    public async Task Should_miss_nothing_that_changes_while_it_reads()
    {
        await PlacePagesAsync();
        var changes = 0;
        Harness.BeforeEachCall = ChangeAsync;
        var during = await ReadAsync(afterEachPage: ChangeAsync);
        Harness.BeforeEachCall = null;

        // As the hub does: it goes on from the latest change that it has seen.
        var after = await ReadAsync(during.Max(order => order.ChangedAt));

        List<CartOrder> seen = [.. during, .. after];
        Assert.NotEqual(0, changes);
        Assert.Subset(
            seen.Select(order => order.OrderNumber).ToHashSet(StringComparer.Ordinal),
            Numbers.ToHashSet(StringComparer.Ordinal)
        );
        for (var n = 0; n < changes; n++)
        {
            Assert.Equal(Edit(n), Newest(seen, Numbers[n]).Notes);
            Newest(seen, Late(n));
        }

        // Moves an order from the beginning of the list to its end, and adds one behind.
        async Task ChangeAsync()
        {
            if (changes < int.Min(10, Numbers.Length))
            {
                var n = changes++;
                await Harness.EditAsync(Numbers[n], Edit(n));
                await Harness.PlaceAsync(Order(Late(n)));
            }
        }

        static string Edit(int n) => $"edit {n}";
        static string Late(int n) => $"LATE-{n}";
    }

    [Fact]
    public async Task Should_give_again_what_changed_at_the_very_moment_asked_for_and_nothing_older()
    {
        var order = await PlacedAsync("T-1");

        // The time is of the change: the time of the read would pass over what changes between the two.
        var again = Assert.Single(await ReadAsync(order.ChangedAt));
        Assert.Equal(("T-1", order.ChangedAt), (again.OrderNumber, again.ChangedAt));
        Assert.Empty(await ReadAsync(order.ChangedAt.AddHours(1)));
    }

    [Fact]
    public async Task Should_miss_nothing_of_what_changes_at_one_moment()
    {
        await Harness.StopClockAsync();
        await PlacePagesAsync();

        var orders = await ReadAsync();
        await Harness.EditAsync(Numbers[0], "Changed at the same moment.");
        var after = await ReadAsync(orders.Max(order => order.ChangedAt));

        Assert.Equal(Numbers, orders.Select(order => order.OrderNumber).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains(after, order => order is { Notes: "Changed at the same moment." });
    }

    [Fact]
    public async Task Should_show_what_becomes_of_an_order_under_the_same_id()
    {
        var before = await PlacedAsync("T-1");

        await Harness.EditAsync("T-1", "Ring twice.");
        var edited = Newest(await ReadAsync(before.ChangedAt), "T-1");
        await Harness.VoidAsync("T-1");
        var voided = Newest(await ReadAsync(edited.ChangedAt), "T-1");

        Assert.Equal("Ring twice.", edited.Notes);
        Assert.Equal(before.CartOrderId, edited.CartOrderId);
        Assert.Equal(before.Lines.Select(line => line.LineId), edited.Lines.Select(line => line.LineId));
        Assert.Equal(CartOrderState.Void, voided.State);
        Assert.Equal(before.CartOrderId, voided.CartOrderId);
    }

    [Fact]
    public async Task Should_say_what_is_wrong_with_a_broken_order_and_read_the_others()
    {
        await Harness.PlaceAsync(Order("T-1"));
        await Harness.PlaceBrokenAsync("T-2");
        await Harness.PlaceAsync(Order("T-3"));

        var orders = await ReadAsync();

        Assert.Null(Newest(orders, "T-1").Problem);
        Assert.Null(Newest(orders, "T-3").Problem);
        AssertSentence(Assert.IsType<string>(Newest(orders, "T-2").Problem));
    }

    private static string[] Numbers { get; } =
    [.. Enumerable.Range(0, (2 * THarness.PageSize) + 1).Select(n => $"T-{n:D5}")];

    private async Task PlacePagesAsync()
    {
        foreach (var number in Numbers)
        {
            await Harness.PlaceAsync(Order(number));
        }
    }
}
