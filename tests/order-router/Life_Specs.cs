using Crossdock.Contracts;
using Crossdock.OrderRouter.Tests.Support;

namespace Crossdock.OrderRouter.Tests;

public sealed class When_an_order_goes_its_way(RouterHost router)
{
    private readonly OrderScenario order = new(router);

    [Fact]
    public async Task Should_ask_the_warehouse_for_one_delivery()
    {
        var said = await order.ReceiveAsync(order.Received());

        var delivery = Assert.IsType<DeliverOrder>(Assert.Single(said));
        Assert.Equal(order.DeliveryId, delivery.DeliveryId);
        Assert.Equal(Settings.Warehouse, delivery.Connection);
        Assert.Equal("new", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_pass_every_status_of_the_field()
    {
        await order.ReceiveAsync(order.Received(), order.Delivered());
        Assert.Equal("at_wms", await order.StatusAsync());

        await order.ReceiveAsync(order.Tracked("1Z1", OrderScenario.Shirts));
        Assert.Equal("partial", await order.StatusAsync());

        await order.ReceiveAsync(order.Tracked("1Z2", OrderScenario.Mug, "1Z1", "1Z2"));
        Assert.Equal("shipped", await order.StatusAsync());

        await order.ReceiveAsync(order.ShipmentConfirmed("1Z1"));
        Assert.Equal("shipped", await order.StatusAsync());

        var said = await order.ReceiveAsync(order.ShipmentConfirmed("1Z2"));
        Assert.Equal("confirmed", await order.StatusAsync());
        Assert.Equal("confirmed", Assert.IsType<OrderSettled>(Assert.Single(said)).Status);
        Assert.Equal(
            ["new", "at_wms", "partial", "shipped", "shipped", "confirmed"],
            (await order.StateAsync()).History.Select(e => e.Status)
        );
    }

    [Fact]
    public async Task Should_tell_the_cart_of_a_parcel_in_the_carts_own_words()
    {
        var said = await order.ReceiveAsync(
            order.Received(),
            order.Delivered(),
            order.Tracked("1Z1", OrderScenario.Shirts)
        );

        var confirm = Assert.IsType<ConfirmShipment>(Assert.Single(said));
        Assert.Equal("United Parcel Service", confirm.Carrier);
        Assert.Equal("1Z1", confirm.TrackingNumber);
        Assert.Equal(Settings.Cart, confirm.Connection);
        Assert.Equal(order.Number, confirm.OrderNumber);
        var line = Assert.Single(confirm.Lines);
        Assert.Equal(("1", 2m), (line.LineId, line.Quantity));
    }

    [Fact]
    public async Task Should_be_shipped_once_all_is_sent_although_the_warehouse_has_not_said_so()
    {
        await order.ReceiveAsync(order.Received(), order.Delivered(), order.Tracked("1Z1", OrderScenario.All));

        Assert.Equal("shipped", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_be_shipped_when_the_warehouse_says_that_nothing_more_will_leave()
    {
        await order.ReceiveAsync(
            order.Received(),
            order.Delivered(),
            order.Tracked("1Z1", OrderScenario.Shirts),
            order.Tracked("1Z2", OrderScenario.Mug, "1Z1", "1Z2")
        );

        Assert.Equal("shipped", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_not_tell_the_cart_of_a_parcel_that_holds_nothing_of_the_order()
    {
        ShippedItem[] leaflet = [new() { ItemCode = "LEAFLET", Quantity = 1 }];
        var said = await order.ReceiveAsync(order.Received(), order.Delivered(), order.Tracked("1Z9", leaflet));

        Assert.IsType<OrderHeld>(Assert.Single(said));
        Assert.Equal("Parcel 1Z9 contains 1 of LEAFLET, which was not ordered.", (await order.StateAsync()).Reason);

        await order.ReceiveAsync(order.Tracked("1Z1", OrderScenario.All, "1Z1", "1Z9"), order.ShipmentConfirmed("1Z1"));
        Assert.Equal("error", await order.StatusAsync());
        await order.ReceiveAsync(order.Release());
        Assert.Equal("confirmed", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_go_on_where_it_was_after_a_restart()
    {
        await using var own = new RouterHost();
        await own.InitializeAsync();
        var scenario = new OrderScenario(own);
        await scenario.ReceiveAsync(scenario.Received(), scenario.Delivered());

        await own.RestartAsync("Work:PollInterval", "00:00:01");

        Assert.Equal("at_wms", await scenario.StatusAsync());
        await scenario.ReceiveAsync(scenario.Tracked("1Z1", OrderScenario.All), scenario.ShipmentConfirmed("1Z1"));
        Assert.Equal("confirmed", await scenario.StatusAsync());
    }
}

/// <summary>What was lost anywhere is healed by the cart adapter saying the order again.</summary>
public sealed class When_an_order_is_republished(RouterHost router)
{
    private readonly OrderScenario order = new(router);

    [Fact]
    public async Task Should_ask_for_the_same_delivery_again_while_new()
    {
        await order.ReceiveAsync(order.Received());

        var said = await order.ReceiveAsync(order.Received());

        Assert.Equal(order.DeliveryId, Assert.IsType<DeliverOrder>(Assert.Single(said)).DeliveryId);
        Assert.Equal("new", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_ask_for_the_same_delivery_again_while_the_warehouse_has_it()
    {
        await order.ReceiveAsync(order.Received(), order.Delivered());

        var said = await order.ReceiveAsync(order.Received());

        Assert.Equal(order.DeliveryId, Assert.IsType<DeliverOrder>(Assert.Single(said)).DeliveryId);
        Assert.Equal("at_wms", await order.StatusAsync());
    }

    [Theory]
    [InlineData(true, "partial")]
    [InlineData(false, "shipped")]
    public async Task Should_also_republish_the_parcels_that_the_cart_does_not_show(bool partly, string status)
    {
        await order.ReceiveAsync(
            order.Received(),
            order.Delivered(),
            order.Tracked("1Z1", partly ? OrderScenario.Shirts : OrderScenario.All)
        );

        var said = await order.ReceiveAsync(order.Received());

        Assert.Single(said.OfType<DeliverOrder>());
        Assert.Equal("1Z1", Assert.Single(said.OfType<ConfirmShipment>()).TrackingNumber);
        Assert.Equal(status, await order.StatusAsync());
    }

    [Fact]
    public async Task Should_not_republish_what_the_cart_shows()
    {
        await order.ReceiveAsync(
            order.Received(),
            order.Delivered(),
            order.Tracked("1Z1", OrderScenario.Shirts),
            order.Tracked("1Z2", OrderScenario.Mug),
            order.ShipmentConfirmed("1Z1")
        );

        var said = await order.ReceiveAsync(order.Received());

        Assert.Equal("1Z2", Assert.Single(said.OfType<ConfirmShipment>()).TrackingNumber);
    }

    [Fact]
    public async Task Should_republish_that_it_is_settled_once_it_is_confirmed()
    {
        await order.ReceiveAsync(
            order.Received(),
            order.Delivered(),
            order.Tracked("1Z1", OrderScenario.All),
            order.ShipmentConfirmed("1Z1")
        );

        var said = await order.ReceiveAsync(order.Received());

        Assert.Equal("confirmed", Assert.IsType<OrderSettled>(Assert.Single(said)).Status);
    }

    [Fact]
    public async Task Should_write_nothing_into_its_history()
    {
        await order.ReceiveAsync(
            order.Received(),
            order.Delivered(),
            order.Tracked("1Z1", OrderScenario.All),
            order.ShipmentConfirmed("1Z1")
        );
        var before = (await order.StateAsync()).History.Count;

        await order.ReceiveAsync(
            order.Received(),
            order.Delivered(),
            order.Tracked("1Z1", OrderScenario.All),
            order.ShipmentConfirmed("1Z1")
        );

        Assert.Equal(before, (await order.StateAsync()).History.Count);
    }
}
