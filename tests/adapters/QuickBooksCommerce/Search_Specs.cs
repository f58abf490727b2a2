namespace Crossdock.CartAdapter.QuickBooksCommerce.Tests;

public sealed class When_a_person_looks_for_orders : SandboxSpecs
{
    [Fact]
    public async Task Should_find_all_with_the_number_whole_and_no_other()
    {
        await PlaceAsync(new { number = "S-1" });
        await PlaceAsync(new { number = "S-1" });
        await PlaceAsync(new { number = "S-11" });

        var found = await Cart.FindOrdersAsync("S-1", Ct);

        Assert.Equal(["S-1", "S-1"], found.Select(order => order.OrderNumber));
        Assert.All(found, order => Assert.NotEmpty(order.Lines));
        Assert.Empty(await Cart.FindOrdersAsync("S-404", Ct));
    }

    [Fact]
    public async Task Should_count_a_range_with_one_call()
    {
        for (var i = 0; i < 3; i++)
        {
            await PlaceAsync(new { number = $"S-{i}" });
        }

        var before = await CallsAsync();
        var now = DateTimeOffset.UtcNow;

        Assert.Equal(3, await Cart.CountOrdersAsync(now.AddHours(-1), now.AddMinutes(1), Ct));
        Assert.Equal(1, await CallsAsync() - before);
        Assert.Equal(0, await Cart.CountOrdersAsync(now.AddHours(-2), now.AddHours(-1), Ct));
    }

    [Fact]
    public async Task Should_read_many_by_their_ids_with_a_call_for_each_kind_of_record()
    {
        var ids = new List<string>();
        for (var i = 0; i < 10; i++)
        {
            ids.Add((await PlaceAsync(new { number = $"S-{i}" })).CartOrderId);
        }

        var before = await CallsAsync();
        var read = await Cart.ReadOrdersAsync(ids, Ct);

        Assert.Equal(ids.Order(), read.Select(order => order.CartOrderId).Order());
        Assert.InRange(await CallsAsync() - before, 1, 6);
    }
}
