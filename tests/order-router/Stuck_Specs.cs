using System.Diagnostics.Metrics;
using Crossdock.OrderRouter.Orders;
using Crossdock.Platform.Observability;
using Crossdock.Platform.Storage.Sqlite;
using Crossdock.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;

namespace Crossdock.OrderRouter.Tests;

public sealed class When_an_order_stays_as_it_is_for_too_long : IAsyncDisposable
{
    private static readonly string[] Names = ["a", "b"];
    private readonly TemporaryFolder folder = new();
    private readonly FakeTime time = new();
    private readonly SqliteStore store;
    private readonly RecordingLogger<OrderGauges> log = new();
    private readonly Meter meter = new("spec");
    private readonly OrderGauges gauges;

    public When_an_order_stays_as_it_is_for_too_long()
    {
        store = new SqliteStore(folder.Of("orders.db"));
        gauges = new OrderGauges(
            store.Open(OrderState.Collection),
            new StuckOptions(),
            new GaugeSampling(meter, new TelemetryOptions(), time, NullLogger<SampledGauges>.Instance),
            log
        );
    }

    [Fact]
    public async Task Should_name_it_once_and_again_when_it_moved_and_stopped_again()
    {
        var orders = store.Open(OrderState.Collection);
        foreach (var name in Names)
        {
            await orders.InsertAsync(Order(name, OrderStatus.New), default);
            time.Advance(TimeSpan.FromSeconds(1));
        }

        await gauges.ReadAsync(default);
        Assert.Empty(log.Entries);

        time.Advance(TimeSpan.FromMinutes(61));
        await gauges.ReadAsync(default);
        await gauges.ReadAsync(default);
        Assert.Equal(["OrderStuck #a new", "OrderStuck #b new"], Stuck);

        var moved = (await orders.QueryAsync(OrderState.ByNumber.Where("#a"), default))[0];
        (moved.CurrentState, moved.UpdatedAt) = (OrderStatus.Shipped, time.GetUtcNow());
        await orders.ReplaceAsync(moved, default);
        time.Advance(TimeSpan.FromMinutes(61));
        await gauges.ReadAsync(default);
        Assert.Equal(["OrderStuck #a new", "OrderStuck #b new", "OrderStuck #a shipped"], Stuck);
    }

    [Fact]
    public async Task Should_give_the_warehouse_more_time_and_an_order_on_hold_all_of_it()
    {
        var orders = store.Open(OrderState.Collection);
        await orders.InsertAsync(Order("w", OrderStatus.AtWms), default);
        await orders.InsertAsync(Order("h", OrderStatus.Error), default);

        time.Advance(TimeSpan.FromDays(2));
        await gauges.ReadAsync(default);
        Assert.Empty(log.Entries);

        time.Advance(TimeSpan.FromDays(2));
        var readings = await gauges.ReadAsync(default);
        Assert.Equal(["OrderStuck #w at_wms"], Stuck);
        Assert.Equal(1, Value(readings, "crossdock.orders.stuck", "at_wms"));
        Assert.Equal(1, Value(readings, "crossdock.orders", "error"));
        Assert.Equal(TimeSpan.FromDays(4).TotalSeconds, Value(readings, "crossdock.orders.oldest", "error"));
    }

    [Fact]
    public async Task Should_not_call_an_order_stuck_that_waits_for_its_ship_date()
    {
        var order = Order("d", OrderStatus.New);
        order.Delivery = new()
        {
            DeliveryId = Guid.NewGuid(),
            OrderId = order.CorrelationId,
            Revision = 1,
            Merchant = "acme",
            Connection = "acme-warehouse",
            OrderNumber = order.OrderNumber,
            Reference = "D-1",
            OrderedAt = time.GetUtcNow(),
            ShipTo = new(),
            Carrier = "UPS",
            Service = "GROUND",
            Items = [],
            HoldUntil = time.GetUtcNow() + TimeSpan.FromDays(1),
        };
        await store.Open(OrderState.Collection).InsertAsync(order, default);

        time.Advance(TimeSpan.FromHours(24));
        Assert.Equal(0, Value(await gauges.ReadAsync(default), "crossdock.orders.stuck", "new"));

        time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(1, Value(await gauges.ReadAsync(default), "crossdock.orders.stuck", "new"));
        Assert.Equal(["OrderStuck #d new"], Stuck);
    }

    private IEnumerable<string> Stuck => log.Entries.Select(e => $"{e.Event} {e["OrderNumber"]} {e["Status"]}");

    public async ValueTask DisposeAsync()
    {
        gauges.Dispose();
        meter.Dispose();
        await store.DisposeAsync();
        folder.Dispose();
    }

    private static double Value(IEnumerable<Reading> readings, string gauge, string status) =>
        readings.Single(r => r.Gauge.Name == gauge && r.Labels.Any(l => l.Value is string s && s == status)).Value;

    private OrderState Order(string name, string state) =>
        new()
        {
            CorrelationId = Guid.NewGuid(),
            OrderNumber = $"#{name}",
            CurrentState = state,
            UpdatedAt = time.GetUtcNow(),
        };
}
