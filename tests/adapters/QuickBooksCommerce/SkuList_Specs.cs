using System.Globalization;
using System.Net;
using System.Text.Json;
using Crossdock.Adapters.QuickBooksCommerce;
using Crossdock.Contracts;
using Crossdock.TestSupport;

namespace Crossdock.CartAdapter.QuickBooksCommerce.Tests;

/// <summary>Items that come, change and go, in an account that can be asked for what has changed.</summary>
public sealed class When_items_change_in_the_cart : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<int, (string Sku, string Status, DateTimeOffset At)> items = [];
    private readonly StandingClock clock = new(Start);
    private readonly RecordingLogger log = new();
    private readonly Script service;
    private readonly QuickBooksCommerceCart cart;
    private TimeSpan each;
    private int batches;

    public When_items_change_in_the_cart()
    {
        service = new Script(Answer);
        cart = TestConnection.Cart(
            Script.Address,
            service,
            time: clock,
            logger: log,
            settings: [("Token", "privileged"), ("StockLocationId", "7")]
        );
        Save(1, "A");
        Save(2, "B");
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => service.Dispose();

    /// <summary>Every time the list was asked for, and since when; null for all of it.</summary>
    private List<string?> Lists =>
        [
            .. service
                .Requests.Where(sent => sent is { Method: "GET", Path: "/variants" })
                .Where(sent => !sent.Query.ContainsKey("ids"))
                .Select(sent => sent.Query.GetValueOrDefault("updated_at_min")),
        ];

    private int PollCount => service.Requests.Count(sent => sent.Query.ContainsKey("ids"));

    [Fact]
    public async Task Should_read_only_the_changes_when_the_list_is_old()
    {
        await SetAsync("A");
        clock.Now += TimeSpan.FromHours(1);
        Assert.Empty(await SetAsync("A"));
        // A little before the latest change that was seen, by the cart's clock.
        Assert.Equal([null, "2026-11-20T07:58:00.000Z"], Lists);
    }

    [Fact]
    public async Task Should_find_a_new_item_without_reading_all()
    {
        await SetAsync("A");
        clock.Now += TimeSpan.FromMinutes(11);
        Save(3, "C");
        Assert.Empty(await SetAsync("A", "B", "C"));
        Assert.Equal(2, Lists.Count);
        Assert.NotNull(Lists[1]);
    }

    [Fact]
    public async Task Should_know_an_item_by_its_new_SKU_only()
    {
        await SetAsync("A");
        clock.Now += TimeSpan.FromHours(1);
        Save(2, "B-2");
        Assert.Equal("B", Assert.Single(await SetAsync("A", "B", "B-2")).Key);
    }

    [Fact]
    public async Task Should_forget_an_item_that_was_put_away()
    {
        await SetAsync("A");
        clock.Now += TimeSpan.FromHours(1);
        Save(2, "B", "archived");
        Assert.Contains("no item", Assert.Single(await SetAsync("A", "B")).Value);
    }

    [Fact]
    public async Task Should_read_all_of_it_once_a_day()
    {
        await SetAsync("A");
        clock.Now += TimeSpan.FromDays(1);
        await SetAsync("A");
        Assert.Equal([null, null], Lists);
    }

    [Fact]
    public async Task Should_read_it_once_for_batches_that_begin_together()
    {
        await Task.WhenAll(SetAsync("A"), SetAsync("B"), SetAsync("A"));
        Assert.Single(Lists);
    }

    [Fact]
    public async Task Should_look_at_the_stock_where_the_list_was_not_read_just_now()
    {
        await SetAsync("A");
        Assert.Equal(0, PollCount);
        await SetAsync("A");
        Assert.Equal(1, PollCount);
    }

    [Fact]
    public async Task Should_look_at_the_stock_where_reading_the_list_took_long()
    {
        each = TimeSpan.FromSeconds(6);
        await SetAsync("A");
        Assert.Equal(1, PollCount);
    }

    [Fact]
    public async Task Should_report_an_SKU_on_two_items_when_that_is_new_and_not_each_time()
    {
        Save(3, "A");
        for (var round = 0; round < 3; round++)
        {
            Assert.Contains("2 variants", Assert.Single(await SetAsync("A", "B")).Value);
            clock.Now += TimeSpan.FromHours(1);
        }

        Assert.Single(log.Of("SkuShared"));
        items.Remove(3);
        Assert.Empty(await SetAsync("A", "B"));
        Save(4, "A");
        clock.Now += TimeSpan.FromHours(1);
        await SetAsync("A", "B");
        Assert.Equal(2, log.Of("SkuShared").Count());
    }

    private void Save(int id, string sku, string status = "active") => items[id] = (sku, status, clock.Now);

    private Task<IReadOnlyDictionary<string, string>> SetAsync(params string[] skus) =>
        cart.SetStockAsync(
            [
                .. skus.Select(sku => new StockLevel
                {
                    Sku = sku,
                    OnHand = 5,
                    AsOf = Start,
                }),
            ],
            $"batch-{Interlocked.Increment(ref batches)}",
            Ct
        );

    private HttpResponseMessage Answer(Sent sent)
    {
        clock.Now += each;
        if (sent.Method == "POST")
        {
            return Script.Json("""{"stock_adjustment":{"id":1}}""", HttpStatusCode.Created);
        }

        var ids = sent.Query.GetValueOrDefault("ids")?.Split(',').ToHashSet();
        var since = sent.Query.TryGetValue("updated_at_min", out var text)
            ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture)
            : default;
        return Script.Json(
            JsonSerializer.Serialize(
                new
                {
                    variants = items
                        .Where(item => item.Value.At >= since && ids?.Contains($"{item.Key}") != false)
                        .Select(item => new
                        {
                            id = item.Key,
                            sku = item.Value.Sku,
                            status = item.Value.Status,
                            updated_at = item.Value.At,
                            locations = new[] { new { location_id = 7, stock_on_hand = "1" } },
                        }),
                }
            )
        );
    }
}
