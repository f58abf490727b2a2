using Crossdock.Bench;

namespace Crossdock.CartAdapter.QuickBooksCommerce.Tests;

/// <summary>The bench in short form; <c>tests/bench/run</c> is the long one.</summary>
public sealed class When_work_comes_in_bulk
{
    [Fact]
    public async Task Should_make_hardly_more_calls_than_paging_asks_for()
    {
        var rows = await CallBench.RunAsync(300, TestContext.Current.CancellationToken);
        Assert.All(rows, row => Assert.True(row.IsMet, $"{row.Description}: {row.Calls} of {row.Target} calls"));
        // Fewer than the floor would mean that the floor is wrong, and with it every ratio.
        Assert.All(rows, row => Assert.True(row.Calls >= row.Floor, row.Description));
    }
}
