using Crossdock.Contracts;
using Crossdock.OrderRouter.Tests.Support;

namespace Crossdock.OrderRouter.Tests;

/// <summary>An order that the cart shows as shipped or voided, and that is unknown here: a warehouse may have it from before a restore.</summary>
public sealed class When_an_order_is_unknown_that_the_cart_shows_as_ended(RouterHost router)
{
    private readonly OrderScenario order = new(router);

    [Theory]
    [InlineData(ShippedInCart.Partly)]
    [InlineData(ShippedInCart.Wholly)]
    public async Task Should_ask_the_warehouse_for_it_and_go_on_where_that_has_it(ShippedInCart shipped)
    {
        var said = await order.ReceiveAsync(order.Received() with { ShippedInCart = shipped, MayBeAtWarehouse = true });
        Assert.True(Assert.IsType<DeliverOrder>(Assert.Single(said)).MustBeThere);

        await order.ReceiveAsync(order.Delivered(), order.Tracked("1Z1", OrderScenario.All, "1Z1"));

        Assert.Equal("shipped", await order.StatusAsync());
    }

    [Theory]
    [InlineData(ShippedInCart.Partly, "error")]
    [InlineData(ShippedInCart.Wholly, "canceled")]
    public async Task Should_take_it_for_shipped_by_hand_where_the_warehouse_does_not_have_it(
        ShippedInCart shipped,
        string status
    )
    {
        await order.ReceiveAsync(order.Received() with { ShippedInCart = shipped, MayBeAtWarehouse = true });

        await order.ReceiveAsync(order.Refused("It was shipped by hand."));

        Assert.Equal(status, await order.StatusAsync());
    }

    [Fact]
    public async Task Should_cancel_a_voided_one_at_the_warehouse_too()
    {
        var said = await order.ReceiveAsync(
            order.Received(voided: "It was voided in the cart.") with
            {
                MayBeAtWarehouse = true,
            }
        );
        Assert.IsType<CancelDelivery>(Assert.Single(said));

        await order.ReceiveAsync(order.DeliveryCanceled("It was voided in the cart."));

        Assert.Equal("canceled", await order.StatusAsync());
    }
}
