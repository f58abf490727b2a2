using Crossdock.Contracts;
using Crossdock.OrderRouter.Rules;
using Crossdock.OrderRouter.Stock;
using Crossdock.OrderRouter.Tests.Support;
using static Crossdock.OrderRouter.Tests.Support.Parcels;

namespace Crossdock.OrderRouter.Tests;

public sealed class When_stock_is_read(RouterHost router)
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>An item of this spec alone: all specs share one router.</summary>
    private readonly string code = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task Should_tell_the_cart_what_the_warehouse_has()
    {
        var level = Assert.Single(await ReadAsync(Reading("NJ", 7, Noon)));

        Assert.Equal((code, 7m, Noon), (level.Sku, level.OnHand, level.AsOf));
    }

    [Fact]
    public async Task Should_ignore_a_reading_older_than_the_one_it_knows()
    {
        await ReadAsync(Reading("NJ", 7, Noon));

        Assert.Empty(await ReadAsync(Reading("NJ", 9, Noon.AddSeconds(-1))));
        Assert.Equal(7, (await StockAsync("NJ")).OnHand);
    }

    [Fact]
    public async Task Should_republish_the_same_reading()
    {
        await ReadAsync(Reading("NJ", 7, Noon));

        Assert.Equal(7, Assert.Single(await ReadAsync(Reading("NJ", 7, Noon))).OnHand);
    }

    [Fact]
    public async Task Should_count_only_the_building_of_the_route()
    {
        await ReadAsync(Reading("NJ", 7, Noon));

        var levels = await ReadAsync(Reading("LA", 5, Noon.AddMinutes(1)));

        Assert.All(levels, level => Assert.Equal(7, level.OnHand));
    }

    [Fact]
    public async Task Should_say_nothing_of_an_item_that_only_another_building_has() =>
        Assert.Empty(await ReadAsync(Reading("LA", 5, Noon)));

    [Fact]
    public async Task Should_add_buildings_up_where_the_route_names_none()
    {
        await ReadAsync(Settings.BigWarehouse, Reading("NJ", 7, Noon));

        var levels = await ReadAsync(Settings.BigWarehouse, Reading("LA", 5, Noon));

        Assert.Equal(12, Assert.Single(levels).OnHand);
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(4, 0)]
    public async Task Should_show_none_below_the_minimum_level(int onHand, int shown)
    {
        var levels = await ReadAsync(Settings.BigWarehouse, Reading("NJ", onHand, Noon));

        Assert.Equal(shown, Assert.Single(levels).OnHand);
    }

    [Fact]
    public async Task Should_tell_every_sku_of_the_item()
    {
        var reading = Reading("NJ", 9, Noon) with { ItemCode = "0007" };

        var levels = await ReadAsync(Settings.BigWarehouse, reading);

        Assert.Equal([("CAP-RED", 9m), ("CAP-RED-OLD", 9m)], levels.Select(level => (level.Sku, level.OnHand)));
    }

    [Fact]
    public async Task Should_set_right_what_the_cart_moved_with_the_next_complete_reading()
    {
        await ReadAsync(Reading("NJ", 7, Noon));
        await MovedAsync(Noon.AddMinutes(1));

        var level = Assert.Single(await CompleteAsync(Noon.AddMinutes(2)));

        Assert.Equal((7m, Noon.AddMinutes(2)), (level.OnHand, level.AsOf));
        Assert.Empty(await CompleteAsync(Noon.AddMinutes(3)));
    }

    [Fact]
    public async Task Should_not_set_right_with_a_reading_that_began_before_the_move()
    {
        await ReadAsync(Reading("NJ", 7, Noon));
        await MovedAsync(Noon.AddMinutes(2));

        Assert.Empty(await CompleteAsync(Noon.AddMinutes(1)));
        Assert.Single(await CompleteAsync(Noon.AddMinutes(2)));
    }

    [Fact]
    public async Task Should_remember_the_latest_move_whichever_is_told_last()
    {
        await ReadAsync(Reading("NJ", 7, Noon));
        await MovedAsync(Noon.AddMinutes(3));
        await MovedAsync(Noon.AddMinutes(1));

        Assert.Empty(await CompleteAsync(Noon.AddMinutes(2)));
    }

    [Fact]
    public async Task Should_take_a_confirmed_parcel_for_a_move()
    {
        var order = new OrderScenario(router);
        await order.ReceiveAsync(
            order.Received(),
            order.Delivered(),
            order.Tracked("1Z1", OrderScenario.All, "1Z1"),
            order.ShipmentConfirmed("1Z1")
        );

        var moved = router.Published.OfType<StockMoved>().Last(m => m.ItemCodes.Contains("0001"));
        Assert.Equal(Settings.Warehouse, moved.Connection);
        Assert.Equal(["0001", "0002"], moved.ItemCodes);
    }

    [Fact]
    public async Task Should_say_at_most_250_levels_per_message()
    {
        var readings = Enumerable.Range(0, 300).Select(i => Reading("NJ", i, Noon) with { ItemCode = $"{code}-{i}" });

        await ReceiveAsync(Settings.Warehouse, null, [.. readings]);

        var sizes = router
            .Published.OfType<SetStock>()
            .Where(m => m.Levels.Any(l => l.Sku.StartsWith(code, StringComparison.Ordinal)))
            .Select(m => m.Levels.Count);
        Assert.Equal([250, 50], sizes);
    }

    [Fact]
    public async Task Should_show_whole_units_of_a_fraction() =>
        Assert.Equal(7, Assert.Single(await ReadAsync(Reading("NJ", 7.9m, Noon))).OnHand);

    [Theory]
    [InlineData("00{0}")]
    [InlineData(" {0} ")]
    public async Task Should_match_a_code_in_any_spelling(string spelling)
    {
        var other = string.Format(System.Globalization.CultureInfo.InvariantCulture, spelling, code).ToUpperInvariant();
        await ReadAsync(Reading("NJ", 7, Noon));

        await ReadAsync(Reading("NJ", 5, Noon.AddMinutes(1)) with { ItemCode = other });

        Assert.Equal(5, (await StockAsync("NJ")).OnHand);
        await MovedAsync(Noon.AddMinutes(2));
        Assert.NotNull((await StockAsync("NJ")).MovedAt);
    }

    [Fact]
    public async Task Should_show_zero_for_what_was_last_listed_before_and_again_what_comes_back()
    {
        await DownloadAsync(Noon, null, Reading("NJ", 7, Noon.AddDays(-9)));
        Assert.Empty(await DownloadAsync(Noon.AddMinutes(1), Noon));
        Assert.Equal(7, (await StockAsync("NJ")).OnHand);

        var level = Assert.Single(await DownloadAsync(Noon.AddMinutes(2), Noon.AddMinutes(1)));
        Assert.Equal((code, 0m, Noon.AddMinutes(2)), (level.Sku, level.OnHand, level.AsOf));
        Assert.Empty(await DownloadAsync(Noon.AddMinutes(3), Noon.AddMinutes(2)));

        var back = await DownloadAsync(Noon.AddMinutes(4), null, Reading("NJ", 3, Noon.AddDays(-9)));
        Assert.Equal((3m, Noon.AddMinutes(4)), (Assert.Single(back).OnHand, back[0].AsOf));
    }

    [Fact]
    public async Task Should_keep_the_level_of_an_item_that_is_listed_with_a_number_nobody_can_read()
    {
        await DownloadAsync(Noon, null, Reading("NJ", 7, Noon));
        await DownloadAsync(Noon.AddMinutes(1), Noon, Reading("NJ", null, Noon.AddMinutes(1)));

        Assert.Empty(await DownloadAsync(Noon.AddMinutes(2), Noon.AddMinutes(1)));
        Assert.Equal(7, (await StockAsync("NJ")).OnHand);
    }

    [Fact]
    public async Task Should_know_nothing_of_an_item_that_it_could_never_read() =>
        Assert.Empty(await ReadAsync(Reading("NJ", null, Noon)));

    /// <summary>A whole download: its readings, then its end.</summary>
    private async Task<List<StockLevel>> DownloadAsync(
        DateTimeOffset began,
        DateTimeOffset? goneBefore,
        params StockReading[] readings
    )
    {
        var levels = await ReceiveAsync(Settings.Warehouse, null, began, null, readings);
        return [.. levels, .. await ReceiveAsync(Settings.Warehouse, began, began, goneBefore)];
    }

    private StockReading Reading(string building, decimal? onHand, DateTimeOffset at) =>
        new()
        {
            Warehouse = building,
            ItemCode = code,
            OnHand = onHand,
            ReadAt = at,
        };

    private Task<List<StockLevel>> ReadAsync(params StockReading[] readings) =>
        ReceiveAsync(Settings.Warehouse, null, readings);

    private Task<List<StockLevel>> ReadAsync(string connection, params StockReading[] readings) =>
        ReceiveAsync(connection, null, readings);

    private Task<List<StockLevel>> CompleteAsync(DateTimeOffset asOf) => ReceiveAsync(Settings.Warehouse, asOf);

    private Task MovedAsync(DateTimeOffset at) =>
        router.ReceiveAsync(
            new StockMoved
            {
                Connection = Settings.Warehouse,
                ItemCodes = [code],
                At = at,
            }
        );

    private Task<List<StockLevel>> ReceiveAsync(
        string connection,
        DateTimeOffset? completeAsOf,
        params StockReading[] readings
    ) => ReceiveAsync(connection, completeAsOf, null, null, readings);

    private async Task<List<StockLevel>> ReceiveAsync(
        string connection,
        DateTimeOffset? completeAsOf,
        DateTimeOffset? beganAt,
        DateTimeOffset? goneBefore,
        params StockReading[] readings
    )
    {
        var before = router.Published.Count();
        await router.ReceiveAsync(
            new InventoryUpdated
            {
                Merchant = "acme",
                Connection = connection,
                Readings = readings,
                CompleteAsOf = completeAsOf,
                BeganAt = beganAt,
                GoneBefore = goneBefore,
            }
        );
        var codes = readings.Select(r => r.ItemCode).Append(code).Append("CAP-RED").Append("CAP-RED-OLD");
        return
        [
            .. router
                .Published.Skip(before)
                .OfType<SetStock>()
                .SelectMany(m => m.Levels)
                .Where(level => codes.Contains(level.Sku)),
        ];
    }

    private async Task<StockDocument> StockAsync(string building) =>
        await router.Stock.FindAsync(
            StockDocument.IdOf(Settings.Warehouse, building, code),
            TestContext.Current.CancellationToken
        ) ?? throw new InvalidOperationException("The router does not know the item.");
}

public sealed class When_a_level_is_worked_out
{
    [Fact]
    public void Should_know_the_building_in_any_case() => Assert.Equal(3, Level(In("nj", 3), In("LA", 4))!.OnHand);

    [Fact]
    public void Should_be_none_without_a_reading_of_the_building() => Assert.Null(Level(In("LA", 4)));

    [Theory]
    [InlineData("1")]
    [InlineData(" 00001 ")]
    public void Should_find_the_sku_of_a_code_in_any_spelling(string code)
    {
        var stock = In("NJ", 3);
        stock.ItemCode = code;

        Assert.Equal("TEE-S", Assert.Single(StockRules.SkusOf(Route(), stock)));
    }

    [Fact]
    public void Should_add_up_the_warehouses_of_the_route_each_by_its_own_codes()
    {
        var route = Route(options =>
        {
            options.MinimumLevel = 5;
            options.Alternatives = [new() { Warehouse = "west", ItemCodes = [new() { Sku = "TEE-S", Code = "W-1" }] }];
        });
        var west = In("LA", 4);
        (west.Connection, west.ItemCode) = ("west", "W-1");

        Assert.Equal(["TEE-S"], StockRules.SkusOf(route, west));
        Assert.Equal(7, LevelOf(route, In("NJ", 3), west)?.OnHand);
        Assert.Equal(0, LevelOf(route, west)?.OnHand);
        Assert.Null(LevelOf(route));
    }

    private static StockLevel? Level(params StockDocument[] readings) => LevelOf(Route(), readings);

    private static StockLevel? LevelOf(OrderRoute route, params StockDocument[] readings) =>
        StockRules.LevelOf(
            route,
            "TEE-S",
            key =>
                [
                    .. readings.Where(one =>
                        (one.Connection, ItemCodes.KeyOf(one.ItemCode)) == (key.Connection, key.ItemKey)
                    ),
                ],
            null
        );

    private static StockDocument In(string building, decimal onHand) =>
        new()
        {
            Connection = "acme-warehouse",
            Warehouse = building,
            ItemCode = "0001",
            OnHand = onHand,
        };
}
