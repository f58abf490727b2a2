using Crossdock.Contracts;
using Crossdock.OrderRouter.Orders;
using Crossdock.OrderRouter.Tests.Support;

namespace Crossdock.OrderRouter.Tests;

public sealed class When_messages_come_out_of_order(RouterHost router)
{
    private readonly OrderLife order = new(router);

    [Fact]
    public async Task Should_drop_answers_to_an_order_that_is_not_known_here()
    {
        await router.TellAsync(order.Delivered());
        await router.TellAsync(order.Refused());
        await router.TellAsync(order.Gone());
        await router.TellAsync(order.TooLate());
        await router.TellAsync(order.Noted("held"));
        await router.TellAsync(order.Tracked("1Z1", OrderLife.All));
        await router.TellAsync(order.Shown("1Z1"));
        await router.TellAsync(order.NotShown("1Z1"));
        await router.TellAsync(order.Release());

        Assert.Empty(order.Said);
        Assert.Null(await router.Orders.FindAsync(order.Id.ToString("D"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Should_take_a_parcel_before_the_word_that_the_warehouse_has_it()
    {
        var said = await order.TellAsync(order.Received(), order.Tracked("1Z1", OrderLife.Shirts));
        Assert.IsType<ConfirmShipment>(Assert.Single(said));

        await order.TellAsync(order.Delivered());
        Assert.Equal("partial", await order.StatusAsync());
        Assert.Equal("PT-1", (await order.StateAsync()).WarehouseNumber);

        await order.TellAsync(
            order.Tracked("1Z2", OrderLife.Mug, "1Z1", "1Z2"),
            order.Shown("1Z1"),
            order.Shown("1Z2")
        );
        Assert.Equal("confirmed", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_wait_for_the_parcel_that_the_last_one_names()
    {
        await order.TellAsync(
            order.Received(),
            order.Delivered(),
            order.Tracked("1Z2", OrderLife.Mug, "1Z1", "1Z2"),
            order.Shown("1Z2")
        );
        Assert.Equal("partial", await order.StatusAsync());

        await order.TellAsync(order.Tracked("1Z1", OrderLife.Shirts), order.Shown("1Z1"));
        Assert.Equal("confirmed", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_count_a_parcel_once()
    {
        await order.TellAsync(
            order.Received(),
            order.Delivered(),
            order.Tracked("1Z1", OrderLife.Shirts),
            order.Tracked("1Z1", OrderLife.Shirts)
        );

        Assert.Single((await order.StateAsync()).Shipments);
        Assert.Equal("partial", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_take_a_confirmation_once()
    {
        await order.TellAsync(
            order.Received(),
            order.Delivered(),
            order.Tracked("1Z1", OrderLife.Shirts),
            order.Shown("1Z1")
        );

        Assert.Empty(await order.TellAsync(order.Shown("1Z1")));
        Assert.Equal("partial", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_ignore_the_confirmation_of_a_parcel_that_it_does_not_know()
    {
        await order.TellAsync(order.Received(), order.Delivered());

        Assert.Empty(await order.TellAsync(order.Shown("1Z404")));
        Assert.Equal("at_wms", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_not_send_again_what_left_before_the_rest_was_canceled()
    {
        // Both words left the wms-adapter, and the second one overtook the first.
        await order.TellAsync(
            order.Received(),
            order.Delivered(),
            order.Gone() with
            {
                Shipments = [order.ShipmentId("1Z1")],
            }
        );
        Assert.Equal("partial", await order.StatusAsync());

        await order.TellAsync(order.Release(), order.Received(2, city: "Hoboken"));
        await order.TellAsync(order.Tracked("1Z1", OrderLife.Shirts));
        Assert.Equal("shipped", await order.StatusAsync());
        await order.TellAsync(order.Shown("1Z1"));

        Assert.Equal("confirmed", await order.StatusAsync());
        Assert.Single(order.Said.OfType<DeliverOrder>().Select(d => d.DeliveryId).Distinct());
    }

    [Fact]
    public async Task Should_keep_a_settled_order_settled_whatever_comes_late()
    {
        await order.TellAsync(
            order.Received(),
            order.Delivered(),
            order.Tracked("1Z1", OrderLife.All, "1Z1"),
            order.Shown("1Z1")
        );

        await order.TellAsync(
            order.Skipped(),
            order.Delivered(),
            order.Refused(),
            order.Gone(),
            order.TooLate(),
            order.NotShown("1Z1"),
            order.Tracked("1Z1", OrderLife.All, "1Z1"),
            order.Shown("1Z1"),
            order.Release(),
            order.Received(2, voided: "It was voided in the cart.")
        );

        Assert.Equal("confirmed", await order.StatusAsync());
    }
}

public sealed class When_a_warehouse_says_what_a_person_should_know(RouterHost router)
{
    private readonly OrderLife order = new(router);

    [Fact]
    public async Task Should_keep_the_note_and_let_the_order_go_its_way()
    {
        await order.TellAsync(order.Received(), order.Delivered());

        Assert.Empty(await order.TellAsync(order.Noted("The warehouse holds it.")));
        Assert.Equal("The warehouse holds it.", (await order.StateAsync()).WarehouseNote);
        Assert.Equal("at_wms", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_write_it_down_once()
    {
        await order.TellAsync(order.Received(), order.Delivered(), order.Noted("Held."));
        var before = (await order.StateAsync()).History.Count;

        await order.TellAsync(order.Noted("Held."));

        Assert.Equal(before, (await order.StateAsync()).History.Count);
    }

    [Fact]
    public async Task Should_forget_it_once_the_warehouse_says_that_it_holds_no_more()
    {
        await order.TellAsync(
            order.Received(),
            order.Delivered(),
            order.Received(2, city: "Hoboken"),
            order.Noted("Held."),
            order.Noted(null)
        );

        var state = await order.StateAsync();
        Assert.Null(state.WarehouseNote);
        Assert.Contains("as it was", OrderView.Of(state).Note, StringComparison.Ordinal);
        Assert.DoesNotContain("Held.", OrderView.Of(state).Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_forget_it_with_the_delivery()
    {
        await order.TellAsync(order.Received(), order.Noted("Held."), order.Refused());

        await order.TellAsync(order.Release());

        Assert.Null(OrderView.Of(await order.StateAsync()).Note);
    }
}
