using Crossdock.Contracts;
using Crossdock.OrderRouter.Orders;
using Crossdock.OrderRouter.Tests.Support;

namespace Crossdock.OrderRouter.Tests;

public sealed class When_messages_come_out_of_order(RouterHost router)
{
    private readonly OrderScenario order = new(router);

    [Fact]
    public async Task Should_drop_answers_to_an_order_that_is_not_known_here()
    {
        await router.ReceiveAsync(order.Delivered());
        await router.ReceiveAsync(order.Refused());
        await router.ReceiveAsync(order.DeliveryCanceled());
        await router.ReceiveAsync(order.TooLate());
        await router.ReceiveAsync(order.Noted("held"));
        await router.ReceiveAsync(order.Tracked("1Z1", OrderScenario.All));
        await router.ReceiveAsync(order.ShipmentConfirmed("1Z1"));
        await router.ReceiveAsync(order.ShipmentRefused("1Z1"));
        await router.ReceiveAsync(order.Release());

        Assert.Empty(order.Published);
        Assert.Null(await router.Orders.FindAsync(order.Id.ToString("D"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Should_accept_a_parcel_before_the_message_that_the_warehouse_has_it()
    {
        var said = await order.ReceiveAsync(order.Received(), order.Tracked("1Z1", OrderScenario.Shirts));
        Assert.IsType<ConfirmShipment>(Assert.Single(said));

        await order.ReceiveAsync(order.Delivered());
        Assert.Equal("partial", await order.StatusAsync());
        Assert.Equal("PT-1", (await order.StateAsync()).WarehouseNumber);

        await order.ReceiveAsync(
            order.Tracked("1Z2", OrderScenario.Mug, "1Z1", "1Z2"),
            order.ShipmentConfirmed("1Z1"),
            order.ShipmentConfirmed("1Z2")
        );
        Assert.Equal("confirmed", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_wait_for_the_parcel_that_the_last_one_names()
    {
        await order.ReceiveAsync(
            order.Received(),
            order.Delivered(),
            order.Tracked("1Z2", OrderScenario.Mug, "1Z1", "1Z2"),
            order.ShipmentConfirmed("1Z2")
        );
        Assert.Equal("partial", await order.StatusAsync());

        await order.ReceiveAsync(order.Tracked("1Z1", OrderScenario.Shirts), order.ShipmentConfirmed("1Z1"));
        Assert.Equal("confirmed", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_count_a_parcel_once()
    {
        await order.ReceiveAsync(
            order.Received(),
            order.Delivered(),
            order.Tracked("1Z1", OrderScenario.Shirts),
            order.Tracked("1Z1", OrderScenario.Shirts)
        );

        Assert.Single((await order.StateAsync()).Shipments);
        Assert.Equal("partial", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_take_a_confirmation_once()
    {
        await order.ReceiveAsync(
            order.Received(),
            order.Delivered(),
            order.Tracked("1Z1", OrderScenario.Shirts),
            order.ShipmentConfirmed("1Z1")
        );

        Assert.Empty(await order.ReceiveAsync(order.ShipmentConfirmed("1Z1")));
        Assert.Equal("partial", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_ignore_the_confirmation_of_a_parcel_that_it_does_not_know()
    {
        await order.ReceiveAsync(order.Received(), order.Delivered());

        Assert.Empty(await order.ReceiveAsync(order.ShipmentConfirmed("1Z404")));
        Assert.Equal("at_wms", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_not_send_again_what_left_before_the_rest_was_canceled()
    {
        // Both words left the wms-adapter, and the second one overtook the first.
        await order.ReceiveAsync(
            order.Received(),
            order.Delivered(),
            order.DeliveryCanceled() with
            {
                Shipments = [order.ShipmentId("1Z1")],
            }
        );
        Assert.Equal("partial", await order.StatusAsync());

        await order.ReceiveAsync(order.Release(), order.Received(2, city: "Hoboken"));
        await order.ReceiveAsync(order.Tracked("1Z1", OrderScenario.Shirts), order.ShipmentConfirmed("1Z1"));
        Assert.Contains("1 of MUG was not shipped", (await order.StateAsync()).Reason, StringComparison.Ordinal);
        await order.ReceiveAsync(order.Release());

        Assert.Equal("confirmed", await order.StatusAsync());
        Assert.Single(order.Published.OfType<DeliverOrder>().Select(d => d.DeliveryId).Distinct());
    }

    [Fact]
    public async Task Should_keep_a_settled_order_settled_whatever_comes_late()
    {
        await order.ReceiveAsync(
            order.Received(),
            order.Delivered(),
            order.Tracked("1Z1", OrderScenario.All, "1Z1"),
            order.ShipmentConfirmed("1Z1")
        );

        await order.ReceiveAsync(
            order.Skipped(),
            order.Delivered(),
            order.Refused(),
            order.DeliveryCanceled(),
            order.TooLate(),
            order.ShipmentRefused("1Z1"),
            order.Tracked("1Z1", OrderScenario.All, "1Z1"),
            order.ShipmentConfirmed("1Z1"),
            order.Release(),
            order.Received()
        );

        Assert.Equal("confirmed", await order.StatusAsync());
    }
}

public sealed class When_a_warehouse_says_what_a_person_should_know(RouterHost router)
{
    private readonly OrderScenario order = new(router);

    [Fact]
    public async Task Should_keep_the_note_and_let_the_order_go_its_way()
    {
        await order.ReceiveAsync(order.Received(), order.Delivered());

        Assert.Empty(await order.ReceiveAsync(order.Noted("The warehouse holds it.")));
        Assert.Equal("The warehouse holds it.", (await order.StateAsync()).WarehouseNote);
        Assert.Equal("at_wms", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_write_it_down_once()
    {
        await order.ReceiveAsync(order.Received(), order.Delivered(), order.Noted("Held."));
        var before = (await order.StateAsync()).History.Count;

        await order.ReceiveAsync(order.Noted("Held."));

        Assert.Equal(before, (await order.StateAsync()).History.Count);
    }

    [Fact]
    public async Task Should_forget_it_once_the_warehouse_says_that_it_holds_no_more()
    {
        await order.ReceiveAsync(
            order.Received(),
            order.Delivered(),
            order.Received(2, city: "Hoboken"),
            order.Noted("Held."),
            order.Noted(null)
        );

        var state = await order.StateAsync();
        Assert.Null(state.WarehouseNote);
        Assert.Contains("ships the earlier revision", OrderView.Of(state).Note, StringComparison.Ordinal);
        Assert.DoesNotContain("Held.", OrderView.Of(state).Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_forget_it_with_the_delivery()
    {
        await order.ReceiveAsync(order.Received(), order.Noted("Held."), order.Refused());

        await order.ReceiveAsync(order.Release());

        Assert.Null(OrderView.Of(await order.StateAsync()).Note);
    }
}
