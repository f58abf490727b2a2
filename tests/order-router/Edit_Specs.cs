using Crossdock.Contracts;
using Crossdock.OrderRouter.Tests.Support;

namespace Crossdock.OrderRouter.Tests;

public sealed class When_an_order_is_edited_in_the_cart(RouterHost router)
{
    private readonly OrderLife order = new(router);

    [Fact]
    public async Task Should_bring_the_edit_into_the_same_delivery_before_it_left()
    {
        await order.TellAsync(order.Received());

        var said = await order.TellAsync(order.Received(2, city: "Hoboken"));

        var delivery = Assert.IsType<DeliverOrder>(Assert.Single(said));
        Assert.Equal((order.DeliveryId, 2), (delivery.DeliveryId, delivery.Revision));
        Assert.Equal("Hoboken", delivery.ShipTo.City);

        await order.TellAsync(order.Delivered(revision: 2));
        Assert.Null((await order.StateAsync()).Note);
    }

    [Fact]
    public async Task Should_note_that_the_warehouse_ships_it_as_it_was_when_the_edit_came_too_late()
    {
        await order.TellAsync(
            order.Received(),
            order.Received(2, city: "Hoboken"),
            order.Delivered(revision: 1)
        );

        Assert.Equal("at_wms", await order.StatusAsync());
        Assert.Contains("as it was", (await order.StateAsync()).Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_not_change_the_delivery_once_the_warehouse_has_it()
    {
        await order.TellAsync(order.Received(), order.Delivered());

        var said = await order.TellAsync(order.Received(2, city: "Hoboken"));

        Assert.Equal("Newark", Assert.IsType<DeliverOrder>(Assert.Single(said)).ShipTo.City);
        Assert.Equal("at_wms", await order.StatusAsync());
        Assert.Contains("as it was", (await order.StateAsync()).Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_not_go_back_to_an_older_revision_that_comes_late()
    {
        await order.TellAsync(order.Received(2, city: "Hoboken"));

        var said = await order.TellAsync(order.Received(1));

        Assert.Equal("Hoboken", Assert.IsType<DeliverOrder>(Assert.Single(said)).ShipTo.City);
    }
}

public sealed class When_an_order_is_skipped(RouterHost router)
{
    private readonly OrderLife order = new(router);

    [Fact]
    public async Task Should_keep_the_reason_and_say_that_it_is_settled()
    {
        var said = await order.TellAsync(order.Skipped("It has no lines."));

        Assert.Equal("skipped", Assert.IsType<OrderSettled>(Assert.Single(said)).Status);
        Assert.Equal("It has no lines.", (await order.StateAsync()).Reason);
        Assert.Equal("skipped", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_say_so_again_and_write_it_down_once()
    {
        await order.TellAsync(order.Skipped());

        Assert.IsType<OrderSettled>(Assert.Single(await order.TellAsync(order.Skipped())));
        Assert.Single((await order.StateAsync()).History);
    }

    [Fact]
    public async Task Should_keep_a_new_reason()
    {
        await order.TellAsync(order.Skipped(), order.Skipped("Its address has no street."));

        Assert.Equal("Its address has no street.", (await order.StateAsync()).Reason);
        Assert.Equal(2, (await order.StateAsync()).History.Count);
    }

    [Fact]
    public async Task Should_go_its_way_once_it_is_mended()
    {
        var said = await order.TellAsync(order.Skipped(), order.Received());

        Assert.IsType<DeliverOrder>(Assert.Single(said));
        Assert.Equal("new", await order.StatusAsync());
        Assert.Null((await order.StateAsync()).Reason);
    }

    [Fact]
    public async Task Should_not_be_stopped_by_the_old_word_that_comes_late()
    {
        await order.TellAsync(order.Received());

        Assert.Empty(await order.TellAsync(order.Skipped()));
        Assert.Equal("new", await order.StatusAsync());
    }
}
