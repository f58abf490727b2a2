using Crossdock.Contracts;
using Crossdock.OrderRouter.Tests.Support;

namespace Crossdock.OrderRouter.Tests;

public sealed class When_a_ship_method_is_not_mapped(RouterHost router)
{
    private readonly OrderScenario order = new(router);

    [Fact]
    public async Task Should_hold_the_order_and_say_what_to_map()
    {
        var said = await order.ReceiveAsync(order.Received(shipMethod: "Drone"));

        var held = Assert.IsType<OrderHeld>(Assert.Single(said));
        Assert.Contains("\"Drone\"", held.Reason, StringComparison.Ordinal);
        Assert.Contains("Routes:acme-cart:ShipMethods", held.Reason, StringComparison.Ordinal);
        Assert.Equal("error", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_hold_it_once_however_often_it_is_republished_or_released()
    {
        await order.ReceiveAsync(order.Received(shipMethod: "Drone"));

        Assert.IsType<OrderHeld>(Assert.Single(await order.ReceiveAsync(order.Received(shipMethod: "Drone"))));
        Assert.Empty(await order.ReceiveAsync(order.Release()));
        Assert.Single((await order.StateAsync()).History);
    }

    [Fact]
    public async Task Should_deliver_it_when_the_cart_names_another_method()
    {
        await order.ReceiveAsync(order.Received(shipMethod: "Drone"));

        var said = await order.ReceiveAsync(order.Received(revision: 2));

        var delivery = Assert.IsType<DeliverOrder>(Assert.Single(said));
        Assert.Equal((order.DeliveryId, 2), (delivery.DeliveryId, delivery.Revision));
        Assert.Equal("new", await order.StatusAsync());
        Assert.Null((await order.StateAsync()).Reason);
    }
}

public sealed class When_the_configuration_is_fixed
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_deliver_what_was_on_hold_for_it(bool releasedByHand)
    {
        await using var router = new RouterHost();
        await router.InitializeAsync();
        var order = new OrderScenario(router);
        await order.ReceiveAsync(order.Received(shipMethod: "Drone"));

        await router.RestartAsync($"Routes:{Settings.Cart}:ShipMethods:0:Cart", "Drone");
        Assert.Equal("error", await order.StatusAsync());
        var said = await order.ReceiveAsync(releasedByHand ? order.Release() : order.Received(shipMethod: "Drone"));

        Assert.Equal(order.DeliveryId, Assert.IsType<DeliverOrder>(Assert.Single(said)).DeliveryId);
        Assert.Equal("new", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_deliver_what_the_warehouse_refused_under_another_number()
    {
        await using var router = new RouterHost();
        await router.InitializeAsync();
        var order = new OrderScenario(router);
        await order.ReceiveAsync(order.Received(), order.Refused("Item 0002 is not known."));

        await router.RestartAsync($"Routes:{Settings.Cart}:ItemCodes:1:Code", "0002-NEW");
        var said = await order.ReceiveAsync(order.Received());

        order.DeliveryNumber = 2;
        var delivery = Assert.IsType<DeliverOrder>(Assert.Single(said));
        Assert.Equal(order.DeliveryId, delivery.DeliveryId);
        Assert.Contains(delivery.Items, item => item.ItemCode == "0002-NEW");
    }
}

public sealed class When_no_route_leads_from_a_cart(RouterHost router)
{
    [Fact]
    public async Task Should_hold_the_order_and_say_which_setting_is_missing()
    {
        var order = new OrderScenario(router, Settings.Stray);

        await order.ReceiveAsync(order.Received());

        Assert.Equal("error", await order.StatusAsync());
        Assert.Contains("set Routes:stray-cart", (await order.StateAsync()).Reason, StringComparison.Ordinal);
    }
}

public sealed class When_a_warehouse_refuses_an_order(RouterHost router)
{
    private readonly OrderScenario order = new(router);

    [Fact]
    public async Task Should_hold_it_with_the_warehouses_reason()
    {
        var said = await order.ReceiveAsync(order.Received(), order.Refused("No such item."));

        Assert.Equal("No such item.", Assert.IsType<OrderHeld>(Assert.Single(said)).Reason);
        Assert.Equal("error", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_not_send_it_again_when_it_is_republished()
    {
        await order.ReceiveAsync(order.Received(), order.Refused());

        Assert.IsType<OrderHeld>(Assert.Single(await order.ReceiveAsync(order.Received())));
        Assert.Empty(await order.ReceiveAsync(order.Refused()));
        Assert.Equal("error", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_send_a_released_one_under_another_delivery_number()
    {
        await order.ReceiveAsync(order.Received(), order.Refused());

        var said = await order.ReceiveAsync(order.Release());

        var first = order.DeliveryId;
        order.DeliveryNumber = 2;
        var delivery = Assert.IsType<DeliverOrder>(Assert.Single(said));
        Assert.Equal(order.DeliveryId, delivery.DeliveryId);
        Assert.NotEqual(first, delivery.DeliveryId);
        Assert.Equal("new", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_send_an_edited_one_under_another_delivery_number()
    {
        await order.ReceiveAsync(order.Received(), order.Refused());

        var said = await order.ReceiveAsync(order.Received(revision: 2, city: "Hoboken"));

        order.DeliveryNumber = 2;
        Assert.Equal(order.DeliveryId, Assert.IsType<DeliverOrder>(Assert.Single(said)).DeliveryId);
    }

    [Fact]
    public async Task Should_leave_one_that_may_yet_turn_up_there_to_a_person()
    {
        await order.ReceiveAsync(order.Received(), order.Refused() with { MayStillArrive = true });

        // It is looked for there again, and nothing else is sent.
        foreach (var message in (object[])[order.Received(revision: 2, city: "Hoboken"), order.Release()])
        {
            var sent = (await order.ReceiveAsync(message)).Where(one => one is not OrderHeld);
            var looked = Assert.IsType<DeliverOrder>(Assert.Single(sent));
            Assert.Equal((order.DeliveryId, 1), (looked.DeliveryId, looked.Revision));
        }

        var said = await order.ReceiveAsync(order.Release() with { By = "ops", ConfirmsDuplicateRisk = true });

        order.DeliveryNumber = 2;
        Assert.Equal(order.DeliveryId, Assert.IsType<DeliverOrder>(Assert.Single(said)).DeliveryId);
        Assert.Contains("ops", (await order.StateAsync()).History[^1].Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_take_no_late_message_about_the_refused_delivery_for_one_about_the_new()
    {
        await order.ReceiveAsync(order.Received(), order.Refused(), order.Release());

        Assert.Empty(await order.ReceiveAsync(order.Refused()));
        Assert.Empty(await order.ReceiveAsync(order.Delivered()));
        Assert.Empty(await order.ReceiveAsync(order.DeliveryCanceled()));
        Assert.Equal("new", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_send_one_delivery_for_a_release_that_comes_twice()
    {
        await order.ReceiveAsync(order.Received(), order.Refused(), order.Release());

        Assert.Empty(await order.ReceiveAsync(order.Release()));
        Assert.Equal(2, order.Published.OfType<DeliverOrder>().Select(d => d.DeliveryId).Distinct().Count());
    }

    [Fact]
    public async Task Should_send_a_new_delivery_after_a_refusal_that_came_late()
    {
        // It says that it is certain that the warehouse does not have it, so "has it" no longer holds.
        await order.ReceiveAsync(order.Received(), order.Delivered(), order.Refused());

        var said = await order.ReceiveAsync(order.Release());

        order.DeliveryNumber = 2;
        Assert.Equal(order.DeliveryId, Assert.IsType<DeliverOrder>(Assert.Single(said)).DeliveryId);
    }
}

public sealed class When_a_cart_refuses_a_parcel(RouterHost router)
{
    private readonly OrderScenario order = new(router);

    [Fact]
    public async Task Should_hold_the_order()
    {
        await ShippedAsync();

        await order.ReceiveAsync(order.ShipmentRefused("1Z1", "The order is archived."));

        Assert.Equal("error", await order.StatusAsync());
        Assert.Equal("The order is archived.", (await order.StateAsync()).Reason);
    }

    [Fact]
    public async Task Should_ask_the_cart_again_and_the_warehouse_never_when_it_is_released()
    {
        await ShippedAsync();

        var said = await order.ReceiveAsync(order.ShipmentRefused("1Z1"), order.Release());

        Assert.Equal("1Z1", Assert.IsType<ConfirmShipment>(Assert.Single(said)).TrackingNumber);
        Assert.Equal("shipped", await order.StatusAsync());
        await order.ReceiveAsync(order.ShipmentConfirmed("1Z1"));
        Assert.Equal("confirmed", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_not_deliver_it_again_although_the_warehouse_never_said_that_it_had_it()
    {
        // The word that it was delivered came after the parcel, or never.
        await order.ReceiveAsync(order.Received(), order.Tracked("1Z1", OrderScenario.All, "1Z1"));

        await order.ReceiveAsync(
            order.ShipmentRefused("1Z1"),
            order.Received(revision: 2, city: "Hoboken"),
            order.Release()
        );

        Assert.Equal([order.DeliveryId], order.Published.OfType<DeliverOrder>().Select(d => d.DeliveryId).Distinct());
        Assert.Equal("shipped", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_end_the_hold_automatically_when_the_cart_shows_the_parcel_after_all()
    {
        await ShippedAsync();

        await order.ReceiveAsync(order.ShipmentRefused("1Z1"), order.ShipmentConfirmed("1Z1"));

        Assert.Equal("confirmed", await order.StatusAsync());
        Assert.Null((await order.StateAsync()).Reason);
    }

    [Fact]
    public async Task Should_stay_on_hold_while_other_parcels_proceed()
    {
        await order.ReceiveAsync(
            order.Received(),
            order.Delivered(),
            order.Tracked("1Z1", OrderScenario.Shirts),
            order.ShipmentRefused("1Z1")
        );

        var said = await order.ReceiveAsync(order.Tracked("1Z2", OrderScenario.Mug, "1Z1", "1Z2"));
        await order.ReceiveAsync(order.ShipmentConfirmed("1Z2"));

        Assert.Equal("1Z2", Assert.IsType<ConfirmShipment>(Assert.Single(said)).TrackingNumber);
        Assert.Equal("error", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_accept_repeated_messages_about_the_other_parcels_while_it_is_on_hold()
    {
        await order.ReceiveAsync(
            order.Received(),
            order.Delivered(),
            order.Tracked("1Z1", OrderScenario.Shirts),
            order.ShipmentRefused("1Z1"),
            order.Tracked("1Z2", OrderScenario.Mug, "1Z1", "1Z2")
        );

        var said = await order.ReceiveAsync(order.Received());

        // The warehouse publishes again what left; the cart is asked for the refused parcel only when a person says so.
        Assert.Equal(order.DeliveryId, Assert.Single(said.OfType<DeliverOrder>()).DeliveryId);
        Assert.Equal("1Z2", Assert.Single(said.OfType<ConfirmShipment>()).TrackingNumber);
        Assert.Empty(await order.ReceiveAsync(order.Tracked("1Z1", OrderScenario.Shirts, "1Z1", "1Z2")));
    }

    [Fact]
    public async Task Should_ask_the_cart_for_every_refused_parcel_when_it_is_released()
    {
        await order.ReceiveAsync(
            order.Received(),
            order.Delivered(),
            order.Tracked("1Z1", OrderScenario.Shirts),
            order.Tracked("1Z2", OrderScenario.Mug, "1Z1", "1Z2"),
            order.ShipmentRefused("1Z1", "Archived."),
            order.ShipmentRefused("1Z2", "Locked.")
        );
        Assert.Equal("Archived. Locked.", (await order.StateAsync()).Reason);

        Assert.Equal(2, (await order.ReceiveAsync(order.Release())).Count);
    }

    [Fact]
    public async Task Should_not_hold_it_for_a_late_refusal_of_a_parcel_that_the_cart_shows()
    {
        await order.ReceiveAsync(
            order.Received(),
            order.Delivered(),
            order.Tracked("1Z1", OrderScenario.Shirts),
            order.ShipmentConfirmed("1Z1"),
            order.ShipmentRefused("1Z1")
        );

        Assert.Equal("partial", await order.StatusAsync());
    }

    private Task ShippedAsync() =>
        order.ReceiveAsync(order.Received(), order.Delivered(), order.Tracked("1Z1", OrderScenario.All, "1Z1"));
}
