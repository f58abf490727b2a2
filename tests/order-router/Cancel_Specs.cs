using Crossdock.Contracts;
using Crossdock.OrderRouter.Tests.Support;

namespace Crossdock.OrderRouter.Tests;

public sealed class When_an_order_is_voided_in_the_cart(RouterHost router)
{
    private const string Why = "It was voided in the cart.";
    private readonly OrderScenario order = new(router);

    [Fact]
    public async Task Should_cancel_at_once_what_was_never_asked_for()
    {
        var said = await order.ReceiveAsync(order.Received(voided: Why));

        Assert.Equal("canceled", Assert.IsType<OrderSettled>(Assert.Single(said)).Status);
        Assert.Equal("canceled", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_cancel_at_once_what_was_on_hold()
    {
        await order.ReceiveAsync(order.Received(shipMethod: "Drone"));

        var said = await order.ReceiveAsync(order.Received(2, "Drone", Why));

        Assert.IsType<OrderSettled>(Assert.Single(said));
        Assert.Equal("canceled", await order.StatusAsync());
        Assert.Empty(order.Published.OfType<DeliverOrder>());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Should_ask_the_warehouse_to_stop_and_wait_for_its_word(bool delivered)
    {
        await StartedAsync(delivered);

        var said = await order.ReceiveAsync(Voided);

        var cancel = Assert.IsType<CancelDelivery>(Assert.Single(said));
        Assert.Equal(order.DeliveryId, cancel.Delivery.DeliveryId);
        Assert.Equal(delivered ? "at_wms" : "new", await order.StatusAsync());

        said = await order.ReceiveAsync(order.DeliveryCanceled(Why));
        Assert.Equal("canceled", Assert.IsType<OrderSettled>(Assert.Single(said)).Status);
        Assert.Equal("canceled", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_ask_the_warehouse_again_each_time_it_is_republished()
    {
        await order.ReceiveAsync(order.Received(), Voided);

        var said = await order.ReceiveAsync(Voided);

        Assert.IsType<CancelDelivery>(Assert.Single(said));
        Assert.Equal(2, (await order.StateAsync()).History.Count);
    }

    [Fact]
    public async Task Should_never_again_ask_for_the_delivery()
    {
        await order.ReceiveAsync(order.Received(), Voided);
        var asked = order.Published.OfType<DeliverOrder>().Count();

        // The unvoided revision comes late, and a newer one is voided as well.
        await order.ReceiveAsync(order.Received(), order.Received(3, voided: Why), order.Release());

        Assert.Equal(asked, order.Published.OfType<DeliverOrder>().Count());
    }

    [Fact]
    public async Task Should_be_on_hold_where_it_is_too_late_until_a_person_accepts_it()
    {
        await order.ReceiveAsync(order.Received(), order.Delivered(), Voided);

        await order.ReceiveAsync(order.TooLate("It is packed."));
        Assert.Equal("error", await order.StatusAsync());
        Assert.Contains(
            "can no longer cancel its delivery (It is packed.)",
            (await order.StateAsync()).Reason,
            StringComparison.Ordinal
        );

        await order.ReceiveAsync(order.Tracked("1Z1", OrderScenario.All, "1Z1"), order.ShipmentConfirmed("1Z1"));
        Assert.Equal("error", await order.StatusAsync());
        await order.ReceiveAsync(order.Release());
        Assert.Equal("confirmed", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_confirm_what_left_before_the_rest_was_canceled()
    {
        await order.ReceiveAsync(
            order.Received(),
            order.Delivered(),
            order.Tracked("1Z1", OrderScenario.Shirts),
            Voided,
            order.DeliveryCanceled(Why)
        );
        Assert.Equal("shipped", await order.StatusAsync());
        Assert.Contains("rest", (await order.StateAsync()).Note, StringComparison.Ordinal);

        await order.ReceiveAsync(order.ShipmentConfirmed("1Z1"));
        Assert.Equal("confirmed", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_be_canceled_when_the_warehouse_refuses_it_meanwhile()
    {
        await order.ReceiveAsync(order.Received(), Voided);

        var said = await order.ReceiveAsync(order.Refused());

        Assert.Equal("canceled", Assert.IsType<OrderSettled>(Assert.Single(said)).Status);
        Assert.Equal("canceled", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_republish_that_it_is_settled()
    {
        await order.ReceiveAsync(order.Received(voided: Why));

        var said = await order.ReceiveAsync(order.Received(voided: Why));

        Assert.Equal("canceled", Assert.IsType<OrderSettled>(Assert.Single(said)).Status);
        Assert.Empty(await order.ReceiveAsync(order.DeliveryCanceled(Why)));
        Assert.Empty(await order.ReceiveAsync(order.Release()));
    }

    private OrderReceived Voided => order.Received(2, voided: Why);

    private Task StartedAsync(bool delivered) =>
        delivered ? order.ReceiveAsync(order.Received(), order.Delivered()) : order.ReceiveAsync(order.Received());
}

public sealed class When_a_warehouse_cancels_a_delivery(RouterHost router)
{
    private readonly OrderScenario order = new(router);

    [Fact]
    public async Task Should_hold_the_order_for_a_person()
    {
        await order.ReceiveAsync(order.Received(), order.Delivered(), order.DeliveryCanceled("No stock."));

        Assert.Equal("error", await order.StatusAsync());
        Assert.Contains("No stock.", (await order.StateAsync()).Reason, StringComparison.Ordinal);
        Assert.IsType<OrderHeld>(Assert.Single(await order.ReceiveAsync(order.Received())));
    }

    [Fact]
    public async Task Should_send_it_under_another_number_when_it_is_released()
    {
        await order.ReceiveAsync(order.Received(), order.Delivered(), order.DeliveryCanceled());

        var said = await order.ReceiveAsync(order.Release());

        order.DeliveryNumber = 2;
        Assert.Equal(order.DeliveryId, Assert.IsType<DeliverOrder>(Assert.Single(said)).DeliveryId);
        await order.ReceiveAsync(order.Delivered());
        Assert.Equal("at_wms", await order.StatusAsync());
    }
}
