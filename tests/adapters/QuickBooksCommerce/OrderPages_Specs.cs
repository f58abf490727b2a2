using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Crossdock.CartAdapter.QuickBooksCommerce.Tests;

/// <summary>A list of orders that can change between two pages, of a service that may be less obliging than hoped.</summary>
internal sealed class ChangingOrders
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<int, DateTimeOffset> orders = [];

    public ChangingOrders(int count, TimeSpan step)
    {
        for (var id = 1; id <= count; id++)
        {
            // Two and two changed at the same moment.
            orders[id] = Start + (step * (id / 2));
        }

        Service = new Script(Answer);
    }

    public Script Service { get; }

    /// <summary>Whether <c>order=</c> is obeyed; otherwise the order is by id.</summary>
    public bool Sorts { get; init; } = true;

    /// <summary>Whether <c>updated_at_min</c> includes the moment itself.</summary>
    public bool Inclusive { get; init; } = true;

    /// <summary>Whether X-Pagination is sent.</summary>
    public bool Counts { get; init; } = true;

    /// <summary>How often the list was asked for, and what happens after each time: ids that change.</summary>
    public Func<int, IEnumerable<int>> ChangedAfter { get; init; } = _ => [];

    public int Asked { get; private set; }

    private HttpResponseMessage Answer(Sent sent)
    {
        if (sent.Path != "/orders")
        {
            return Script.Json("""{"order_line_items":[],"addresses":[],"variants":[]}""");
        }

        var from = DateTimeOffset.Parse(sent.Query["updated_at_min"], CultureInfo.InvariantCulture);
        var found = orders
            .Where(order => Inclusive ? order.Value >= from : order.Value > from)
            .OrderBy(order => Sorts ? order.Value : Start)
            .ThenBy(order => order.Key)
            .ToList();
        var page = int.Parse(sent.Query["page"], CultureInfo.InvariantCulture);
        var limit = int.Parse(sent.Query["limit"], CultureInfo.InvariantCulture);
        var body = JsonSerializer.Serialize(
            new
            {
                orders = found
                    .Skip((page - 1) * limit)
                    .Take(limit)
                    .Select(order => new
                    {
                        id = order.Key,
                        updated_at = order.Value,
                        order_line_item_ids = Array.Empty<int>(),
                    }),
            }
        );
        var pagination = JsonSerializer.Serialize(
            new { total_records = found.Count, last_page = page * limit >= found.Count }
        );
        Asked++;
        foreach (var id in ChangedAfter(Asked))
        {
            orders[id] = Start.AddDays(1).AddSeconds((Asked * 1000) + id);
        }

        return Counts ? Script.Json(body, headers: ("X-Pagination", pagination)) : Script.Json(body);
    }
}

public sealed class When_orders_change_while_they_are_read
{
    private static async Task<HashSet<string>> ReadAsync(ChangingOrders orders) =>
        [.. (await orders.Service.Cart().ReadAllAsync()).Select(order => order.CartOrderId)];

    [Fact]
    public async Task Should_not_skip_the_order_that_moves_up_to_the_page_before()
    {
        var orders = new ChangingOrders(600, TimeSpan.FromSeconds(1)) { ChangedAfter = asked => asked == 1 ? [3] : [] };
        Assert.Equal(600, (await ReadAsync(orders)).Count);
    }

    [Fact]
    public async Task Should_not_skip_one_among_more_orders_of_one_moment_than_a_page_holds()
    {
        var orders = new ChangingOrders(600, TimeSpan.Zero) { ChangedAfter = asked => asked == 1 ? [3, 7] : [] };
        Assert.Equal(600, (await ReadAsync(orders)).Count);
    }

    [Fact]
    public async Task Should_ask_for_orders_of_one_moment_once_where_nothing_changes()
    {
        var orders = new ChangingOrders(1000, TimeSpan.Zero);
        Assert.Equal(1000, (await ReadAsync(orders)).Count);
        Assert.Equal(4, orders.Asked);
    }

    [Fact]
    public async Task Should_not_skip_an_order_of_the_same_moment_as_the_last_of_a_page()
    {
        var orders = new ChangingOrders(600, TimeSpan.FromSeconds(1)) { Inclusive = false };
        Assert.Equal(600, (await ReadAsync(orders)).Count);
    }

    [Fact]
    public async Task Should_not_take_a_service_that_sorts_by_id_for_one_that_sorts_by_time()
    {
        // The last order of the second page was changed meanwhile: it is the latest of all, and stays where it is.
        foreach (var last in Enumerable.Range(495, 10))
        {
            var orders = new ChangingOrders(900, TimeSpan.FromMilliseconds(2))
            {
                Sorts = false,
                ChangedAfter = asked => asked == 1 ? [last] : [],
            };
            Assert.Equal(900, (await ReadAsync(orders)).Count);
        }
    }

    [Fact]
    public void Should_miss_none_whatever_the_service_is_like() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<(bool, bool, bool)>(),
                Gen.Choose(0, 3).Zip(Gen.Choose(0, 900)).ToArbitrary(),
                Gen.ListOf(Gen.Choose(1, 1000)).ToArbitrary(),
                (like, size, changing) =>
                {
                    var (sorts, inclusive, counts) = like;
                    var (step, count) = size;
                    var orders = new ChangingOrders(count, TimeSpan.FromMilliseconds(step))
                    {
                        Sorts = sorts,
                        Inclusive = inclusive,
                        Counts = counts,
                        ChangedAfter = asked => changing.Skip(asked - 1).Take(1).Where(id => id <= count),
                    };
                    return ReadAsync(orders).GetAwaiter().GetResult().Count == count;
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public async Task Should_ask_for_all_statuses_by_name()
    {
        var orders = new ChangingOrders(1, TimeSpan.Zero);
        await ReadAsync(orders);
        Assert.Equal("draft|active|finalized|fulfilled|void|deleted", orders.Service.Requests[0].Query["status[]"]);
    }
}
