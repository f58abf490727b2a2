using Crossdock.Adapters;
using Crossdock.Contracts;
using Crossdock.Platform.Storage;
using Crossdock.WmsAdapter.Deliveries;
using Crossdock.WmsAdapter.Inventory;
using Crossdock.WmsAdapter.Tests.Support;

namespace Crossdock.WmsAdapter.Tests;

public sealed class When_shipments_are_downloaded : WmsFixture
{
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);
    private readonly DeliverOrder command = Command();

    [Fact]
    public async Task Should_bring_the_parcels_of_what_moved_out()
    {
        await AtWarehouseAsync(command, "PT-1");
        Warehouse.Parcels = _ => [Parcel("a", "1Z1"), Parcel("b", "1Z2")];

        await PollAsync(At("PT-1", ProgressKind.Shipped));
        await StepAsync(command.DeliveryId);

        Assert.Equal(["1Z1", "1Z2"], Published.OfType<ShipmentTracked>().Select(parcel => parcel.TrackingNumber));
    }

    [Theory]
    [InlineData(61)]
    [InlineData(400)]
    public async Task Should_bring_the_parcels_of_what_moves_out_long_after_it_was_sent(int days)
    {
        await AtWarehouseAsync(command, "PT-1");
        await PollAsync(At("PT-1", ProgressKind.Moving));
        Warehouse.Parcels = _ => [Parcel("a", "1Z1")];
        Clock.Now += TimeSpan.FromDays(days);

        await PollAsync(At("PT-1", ProgressKind.Shipped));
        await StepAsync(command.DeliveryId);

        Assert.Equal("1Z1", Assert.Single(Published.OfType<ShipmentTracked>()).TrackingNumber);
    }

    [Fact]
    public async Task Should_publish_the_parcels_before_a_backlog_of_new_deliveries_is_sent()
    {
        await AtWarehouseAsync(command, "PT-1");
        await KnownAsync(Command(order: 2));
        Warehouse.Parcels = _ => [Parcel("a", "1Z1")];
        await PollAsync(At("PT-1", ProgressKind.Shipped));

        var followUps = await Deliveries.QueryAsync(
            Get<OrderDelivery>().FollowUps(command.Connection)!.AtMost(Clock.Now),
            CancellationToken.None
        );

        Assert.Equal($"{command.DeliveryId:D}", Assert.Single(followUps).Id);
    }

    [Fact]
    public async Task Should_ask_for_parcels_only_when_there_is_news_of_ours()
    {
        await AtWarehouseAsync(command, "PT-1");
        Warehouse.Parcels = _ => [Parcel("a", "1Z1")];

        await PollAsync(At("PT-1", ProgressKind.Moving), At("PT-404", ProgressKind.Shipped));
        Assert.Empty(Warehouse.AskedForParcels);

        await PollAsync(At("PT-1", ProgressKind.Shipped));
        await PollAsync(At("PT-1", ProgressKind.Shipped));
        Assert.Single(Warehouse.AskedForParcels);
    }

    [Fact]
    public async Task Should_bring_the_rest_after_a_part()
    {
        await AtWarehouseAsync(command, "PT-1");
        Warehouse.Parcels = _ => [Parcel("a", "1Z1")];
        await PollAsync(At("PT-1", ProgressKind.PartlyShipped));
        Warehouse.Parcels = _ => [Parcel("a", "1Z1"), Parcel("b", "1Z2")];
        await PollAsync(At("PT-1", ProgressKind.Shipped));

        var delivery = await FindAsync(command.DeliveryId);
        Assert.Equal(["1Z1", "1Z2"], delivery.Parcels.Select(p => p.TrackingNumber));
        Assert.True(delivery.Complete);
    }

    [Fact]
    public async Task Should_compare_an_unchanged_status_of_a_shipped_delivery_every_15_seconds()
    {
        await AtWarehouseAsync(command, "PT-1");
        Warehouse.Parcels = _ => [Parcel("a", "1Z1")];
        await PollAsync(At("PT-1", ProgressKind.Shipped));
        await PollAsync(At("PT-1", ProgressKind.Shipped));
        await Deliveries.UpdateAsync(
            command.DeliveryId.ToString("D"),
            delivery =>
            {
                (delivery.Complete, delivery.Status) = (false, null);
                return true;
            },
            CancellationToken.None
        );
        Warehouse.Parcels = _ => [Parcel("a", "1Z1"), Parcel("b", "1Z2")];

        await PollAsync(At("PT-1", ProgressKind.Shipped));
        Assert.Single((await FindAsync(command.DeliveryId)).Parcels);

        Clock.Now += TimeSpan.FromSeconds(15);
        await PollAsync(At("PT-1", ProgressKind.Shipped));
        Assert.Equal(2, (await FindAsync(command.DeliveryId)).Parcels.Count);
    }

    [Fact]
    public async Task Should_bring_what_left_before_the_warehouse_canceled_the_rest()
    {
        await AtWarehouseAsync(command, "PT-1");
        Warehouse.Parcels = _ => [Parcel("a", "1Z1")];

        await PollAsync(At("PT-1", ProgressKind.Canceled));
        await StepAsync(command.DeliveryId);

        var parcel = Assert.Single(Published.OfType<ShipmentTracked>());
        Assert.Equal([parcel.ShipmentId], Assert.Single(Published.OfType<DeliveryCanceled>()).Shipments);
    }

    [Fact]
    public async Task Should_start_a_little_before_it_began_the_last_time()
    {
        var next = await PollAsync();
        Assert.Equal(Clock.Now - Overlap, next);

        await PollAsync(next);
        Assert.Equal(next, Warehouse.AskedSince[^1]);
    }

    [Theory]
    [InlineData(DeliveryState.Sending)]
    [InlineData(DeliveryState.Importing)]
    public async Task Should_never_pass_by_a_delivery_whose_number_is_not_known(DeliveryState state)
    {
        var sentAt = Clock.Now.AddHours(-5);
        await KnownAsync(command, delivery => (delivery.State, delivery.SentAt) = (state, sentAt));

        Assert.Equal(sentAt - Overlap, await PollAsync(Clock.Now.AddMinutes(-15)));
    }

    [Fact]
    public async Task Should_never_pass_by_a_delivery_that_was_sent_while_it_read()
    {
        var began = Clock.Now;
        Warehouse.WhileReading = async () =>
        {
            Clock.Now += TimeSpan.FromHours(1);
            await KnownAsync(
                command,
                delivery => (delivery.State, delivery.SentAt) = (DeliveryState.Sending, Clock.Now)
            );
        };

        Assert.Equal(began - Overlap, await PollAsync());
    }

    [Fact]
    public async Task Should_ask_again_until_the_warehouse_names_the_parcels()
    {
        await AtWarehouseAsync(command, "PT-1");
        var since = Clock.Now.AddMinutes(-30);
        Warehouse.Progress.Add([At("PT-1", ProgressKind.Shipped)]);

        var next = await PollAsync(since);
        Clock.Now += TimeSpan.FromHours(2);
        next = await PollAsync(next);
        Assert.Equal(since - Overlap, next);

        Warehouse.Parcels = _ => [Parcel("a", "1Z1")];
        next = await PollAsync(next);
        Assert.Equal(Clock.Now - Overlap, await PollAsync(next));
        Assert.Single((await FindAsync(command.DeliveryId)).Parcels);
    }

    [Fact]
    public async Task Should_give_up_a_parcel_that_the_warehouse_has_not_named_for_a_week()
    {
        await AtWarehouseAsync(command, "PT-1");
        Warehouse.Progress.Add([At("PT-1", ProgressKind.Shipped)]);
        var next = await PollAsync();

        Clock.Now += TimeSpan.FromDays(8);

        Assert.Equal(Clock.Now - Overlap, await PollAsync(next));
    }

    [Fact]
    public async Task Should_let_no_delivery_wait_for_one_that_the_warehouse_refuses_to_show()
    {
        var other = Command(order: 2);
        await AtWarehouseAsync(command, "PT-1");
        await AtWarehouseAsync(other, "PT-2");
        Warehouse.Parcels = number =>
            number == "PT-2" ? [Parcel("a", "1Z2")] : throw Problem(ConnectionProblem.Refused);

        await PollAsync(At("PT-1", ProgressKind.Shipped), At("PT-2", ProgressKind.Shipped));
        await StepAsync(command.DeliveryId);

        Assert.Single((await FindAsync(other.DeliveryId)).Parcels);
        Assert.Contains(
            "does not report what it shipped",
            Assert.Single(Published.OfType<DeliveryNoted>()).Note,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Should_come_back_to_all_of_it_when_the_warehouse_cannot_answer()
    {
        await AtWarehouseAsync(command, "PT-1");
        Warehouse.Parcels = _ => throw Problem(ConnectionProblem.Down);

        await Assert.ThrowsAsync<ConnectionProblemException>(() => PollAsync(At("PT-1", ProgressKind.Shipped)));

        Assert.Equal(default, (await FindAsync(command.DeliveryId)).Progress);
    }

    [Fact]
    public void Should_run_as_often_as_the_connection_says() =>
        Assert.Equal(TimeSpan.FromMinutes(7), Get<ShipmentDownload>().Interval(Connection));

    private Task<DateTimeOffset?> PollAsync(params DeliveryProgress[] progress)
    {
        Warehouse.Progress.Clear();
        Warehouse.Progress.Add(progress);
        return PollAsync(cursor: null);
    }

    private Task<DateTimeOffset?> PollAsync(DateTimeOffset? cursor) =>
        Get<ShipmentDownload>().PollAsync(Connection, cursor, _ => Task.CompletedTask, CancellationToken.None);

    private static DeliveryProgress At(string number, ProgressKind kind) => new(number, kind, $"{kind}");
}

public sealed class When_inventory_is_downloaded : WmsFixture
{
    [Fact]
    public async Task Should_read_all_at_first_and_then_what_changed_since_with_an_overlap()
    {
        var next = await PollAsync<InventoryDownload>(null);
        Assert.Equal(Clock.Now, next);
        await PollAsync<InventoryDownload>(next);

        Assert.Equal([null, next - TimeSpan.FromMinutes(5)], Warehouse.AskedSince);
    }

    [Fact]
    public async Task Should_always_read_all_in_the_full_round()
    {
        await PollAsync<FullInventoryDownload>(Clock.Now);

        Assert.Equal([null], Warehouse.AskedSince);
    }

    [Fact]
    public async Task Should_say_at_most_250_readings_at_once_and_at_last_that_it_is_complete()
    {
        Warehouse.Inventory.Add([.. Enumerable.Range(0, 600).Select(Reading)]);
        Warehouse.Inventory.Add([Reading(600)]);
        var began = Clock.Now;
        Warehouse.WhileReading = () =>
        {
            Clock.Now += TimeSpan.FromMinutes(1);
            return Task.CompletedTask;
        };

        Assert.Equal(began, await PollAsync<InventoryDownload>(null));

        var messages = Published.Cast<InventoryUpdated>().ToList();
        Assert.Equal([250, 250, 101, 0], messages.Select(m => m.Readings.Count));
        Assert.Equal([null, null, null, began], messages.Select(m => m.CompleteAsOf));
        Assert.All(messages, m => Assert.Equal(began, m.BeganAt));
        Assert.All(messages, m => Assert.Equal(("acme", Connection), (m.Merchant, m.Connection)));
    }

    [Fact]
    public async Task Should_not_say_that_it_is_complete_where_it_is_not()
    {
        Warehouse.WhileReading = () => throw Problem(ConnectionProblem.Down);

        await Assert.ThrowsAsync<ConnectionProblemException>(() => PollAsync<InventoryDownload>(null));

        Assert.Empty(Published);
    }

    [Fact]
    public async Task Should_add_up_the_rows_of_one_item_in_one_building_and_say_so_once()
    {
        Warehouse.Inventory.Add([Row("0850010001210", 7), Row("850010001210", 1) with { Warehouse = "LA" }]);
        Warehouse.Inventory.Add([Row(" 850010001210", 5), Row("ab-1", 2), Row("AB-1", 1.5m)]);

        await PollAsync<InventoryDownload>(null);
        await PollAsync<InventoryDownload>(null);

        Assert.Equal(
            [("0850010001210", "NJ", 12m), ("850010001210", "LA", 1m), ("ab-1", "NJ", 3.5m)],
            Readings().Take(3).Select(r => (r.ItemCode, r.Warehouse, r.OnHand))
        );
        var said = Assert.Single(Log.Of("StockRowsAdded"));
        Assert.Contains("0850010001210 (2 rows, 12), ab-1 (2 rows, 3.5)", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_say_what_cannot_be_read_once_and_keep_it_apart_from_what_is_missing()
    {
        Warehouse.Inventory.Add([Row("A", null), Row("B", 5), Row("B", null), Row("C", 1e20m), Row("D", 4)]);
        Warehouse.Inventory.Add([Row("E", decimal.MinValue), Row("E", decimal.MinValue)]);

        await PollAsync<InventoryDownload>(null);
        await PollAsync<InventoryDownload>(null);

        Assert.Equal(
            [("A", null), ("B", null), ("C", null), ("D", 4m), ("E", null)],
            Readings().Take(5).Select(r => (r.ItemCode, r.OnHand))
        );
        Assert.Contains("A, B, C", Assert.Single(Log.Of("StockRowsUnreadable")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_count_as_gone_what_two_complete_downloads_lack()
    {
        Warehouse.Inventory.Add([Row("A", 7)]);
        var first = await PollAsync<FullInventoryDownload>(null);
        Clock.Now += TimeSpan.FromDays(1);

        Assert.Equal(Clock.Now, await PollAsync<FullInventoryDownload>(first));

        var ends = Published.Cast<InventoryUpdated>().Where(m => m.CompleteAsOf is not null);
        Assert.Equal([null, first], ends.Select(m => m.GoneBefore));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(null)]
    public async Task Should_take_nothing_for_gone_from_a_download_that_is_not_complete(string? code)
    {
        Warehouse.Inventory.Add(code is null ? [] : [Row("A", 7), Row(code, 5)]);

        Assert.Equal(May, await PollAsync<FullInventoryDownload>(May));

        Assert.All(Published.Cast<InventoryUpdated>(), m => Assert.Null(m.GoneBefore));
    }

    [Fact]
    public async Task Should_take_nothing_for_gone_from_what_changed()
    {
        Warehouse.Inventory.Add([Row("A", 7)]);

        await PollAsync<InventoryDownload>(May);

        Assert.All(Published.Cast<InventoryUpdated>(), m => Assert.Null(m.GoneBefore));
    }

    private static readonly DateTimeOffset May = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);

    private IEnumerable<StockReading> Readings() => Published.Cast<InventoryUpdated>().SelectMany(m => m.Readings);

    private static StockReading Row(string code, decimal? onHand) =>
        new()
        {
            Warehouse = "NJ",
            ItemCode = code,
            OnHand = onHand,
            ReadAt = DateTimeOffset.UnixEpoch,
        };

    private Task<DateTimeOffset?> PollAsync<T>(DateTimeOffset? cursor)
        where T : InventoryDownload =>
        Get<T>().PollAsync(Connection, cursor, _ => Task.CompletedTask, CancellationToken.None);

    private static StockReading Reading(int i) =>
        new()
        {
            Warehouse = "NJ",
            ItemCode = $"{i}",
            OnHand = i,
            ReadAt = DateTimeOffset.UnixEpoch,
        };
}
