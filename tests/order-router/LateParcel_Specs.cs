using Crossdock.Contracts;
using Crossdock.OrderRouter.Tests.Support;

namespace Crossdock.OrderRouter.Tests;

public sealed class When_a_delivery_that_had_ended_ships_after_all(RouterHost router)
{
    private readonly OrderScenario order = new(router);

    [Theory]
    [InlineData("refused")]
    [InlineData("uncertain")]
    [InlineData("canceled")]
    public async Task Should_show_the_parcel_of_a_replaced_one_and_have_the_newer_one_canceled(string end)
    {
        var said = await ReplacedAsync(end);
        var newer = Assert.IsType<DeliverOrder>(Assert.Single(said));
        await order.ReceiveAsync(order.Delivered());

        order.DeliveryNumber = 1;
        said = await order.ReceiveAsync(order.Tracked("1Z1", OrderScenario.All, "1Z1"));

        Assert.Equal("1Z1", Assert.Single(said.OfType<ConfirmShipment>()).TrackingNumber);
        Assert.Equal(newer.DeliveryId, Assert.Single(said.OfType<CancelDelivery>()).Delivery.DeliveryId);
        Assert.Single(said.OfType<OrderHeld>());
        var state = await order.StateAsync();
        Assert.Equal("error", state.CurrentState);
        Assert.Contains("the warehouse was asked to cancel it", state.Reason, StringComparison.Ordinal);
        Assert.Contains("1Z1 shipped", state.History[^1].Description, StringComparison.Ordinal);

        // A lost request is published again; the answer leaves only what a person has to know.
        Assert.Single((await order.ReceiveAsync(order.Received())).OfType<CancelDelivery>());
        await order.ReceiveAsync(order.ShipmentConfirmed("1Z1"));
        order.DeliveryNumber = 2;
        await order.ReceiveAsync(order.DeliveryCanceled());
        state = await order.StateAsync();
        Assert.Equal("error", state.CurrentState);
        Assert.DoesNotContain("asked to cancel", state.Reason, StringComparison.Ordinal);
        await order.ReceiveAsync(order.Release());
        Assert.Equal("confirmed", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_show_both_parcels_where_the_newer_one_can_no_longer_be_canceled()
    {
        await ReplacedAsync("refused");
        await order.ReceiveAsync(order.Delivered());
        order.DeliveryNumber = 1;
        await order.ReceiveAsync(order.Tracked("1Z1", OrderScenario.All, "1Z1"));
        order.DeliveryNumber = 2;

        await order.ReceiveAsync(order.TooLate("It is packed."));
        Assert.Contains(
            "can no longer cancel it (It is packed.)",
            (await order.StateAsync()).Reason,
            StringComparison.Ordinal
        );
        await order.ReceiveAsync(order.Tracked("1Z2", OrderScenario.All, "1Z2"));

        var state = await order.StateAsync();
        Assert.Equal(["1Z1", "1Z2"], state.Shipments.Select(s => s.Command.TrackingNumber));
        Assert.Contains(
            "Parcel 1Z2 contains 2 of TEE-S (0001) more than ordered",
            state.Reason,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("voided")]
    [InlineData("by hand")]
    [InlineData("there")]
    public async Task Should_hold_an_order_that_was_canceled_and_show_its_parcel(string why)
    {
        await order.ReceiveAsync(order.Received(), order.Delivered());
        object[] end = why switch
        {
            "voided" => [order.Received(2, voided: "It was voided in the cart.")],
            "by hand" => [order.Received() with { Version = 1, ShippedInCart = ShippedInCart.Wholly }],
            _ => [],
        };
        await order.ReceiveAsync([.. end, order.DeliveryCanceled()]);

        var said = await order.ReceiveAsync(order.Tracked("1Z1", OrderScenario.All, "1Z1"));

        Assert.Single(said.OfType<ConfirmShipment>());
        Assert.Single(said.OfType<OrderHeld>());
        var state = await order.StateAsync();
        Assert.Equal("error", state.CurrentState);
        Assert.Contains("Parcel 1Z1 left although", state.Reason, StringComparison.Ordinal);
        Assert.Contains("Parcel 1Z1 left although", state.History[^1].Description, StringComparison.Ordinal);

        // The cart does not take it; a person leaves it at that.
        await order.ReceiveAsync(order.ShipmentRefused("1Z1"), order.Release());
        Assert.Equal(why == "there" ? "shipped" : "confirmed", await order.StatusAsync());
    }

    private async Task<IReadOnlyList<object>> ReplacedAsync(string end)
    {
        await order.ReceiveAsync(order.Received());
        await order.ReceiveAsync(
            end == "canceled"
                ? [order.Delivered(), order.DeliveryCanceled()]
                : [order.Refused() with { MayStillArrive = end == "uncertain" }]
        );
        var said = await order.ReceiveAsync(order.Release() with { ConfirmsDuplicateRisk = true });
        order.DeliveryNumber = 2;
        return said;
    }
}

public sealed class When_a_delivery_that_had_ended_turns_up(RouterHost router)
{
    private readonly OrderScenario order = new(router);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_end_the_hold_automatically(bool parcelFirst)
    {
        await order.ReceiveAsync(order.Received(), order.Refused() with { MayStillArrive = true });
        object[] messages = [TurnedUp(), order.Tracked("1Z1", OrderScenario.All, "1Z1")];
        await order.ReceiveAsync(parcelFirst ? [.. messages.Reverse()] : messages);

        Assert.Equal("shipped", await order.StatusAsync());
        await order.ReceiveAsync(order.ShipmentConfirmed("1Z1"));
        Assert.Equal("confirmed", await order.StatusAsync());
        Assert.Empty(await order.ReceiveAsync(order.Release()));
    }

    [Fact]
    public async Task Should_end_the_hold_of_one_that_the_warehouse_opened_again()
    {
        await order.ReceiveAsync(order.Received(), order.Delivered(), order.DeliveryCanceled());
        Assert.Empty(await order.ReceiveAsync(order.Delivered()));
        Assert.Equal("error", await order.StatusAsync());

        await order.ReceiveAsync(TurnedUp());
        Assert.Equal(("at_wms", null), (await order.StatusAsync(), (await order.StateAsync()).Reason));

        // The cancellation that it took back comes late.
        Assert.Empty(await order.ReceiveAsync(order.DeliveryCanceled()));
        Assert.Equal("at_wms", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_cancel_one_again_that_is_not_wanted()
    {
        await order.ReceiveAsync(
            order.Received(),
            order.Delivered(),
            order.Received(2, voided: "Voided."),
            order.DeliveryCanceled()
        );

        Assert.Single((await order.ReceiveAsync(TurnedUp())).OfType<CancelDelivery>());
        Assert.Equal("at_wms", await order.StatusAsync());
        await order.ReceiveAsync(order.DeliveryCanceled() with { Turn = 1 });
        Assert.Equal("canceled", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_cancel_one_that_was_replaced_and_hold_the_order_meanwhile()
    {
        await order.ReceiveAsync(
            order.Received(),
            order.Refused() with
            {
                MayStillArrive = true,
            },
            order.Release() with
            {
                ConfirmsDuplicateRisk = true,
            }
        );
        var first = order.DeliveryId;

        var said = await order.ReceiveAsync(TurnedUp());
        Assert.Equal(first, Assert.Single(said.OfType<CancelDelivery>()).Delivery.DeliveryId);
        Assert.Equal("error", await order.StatusAsync());
        Assert.Single((await order.ReceiveAsync(order.Received())).OfType<CancelDelivery>());

        await order.ReceiveAsync(order.DeliveryCanceled() with { Turn = 1 });
        Assert.Equal("new", await order.StatusAsync());
        order.DeliveryNumber = 2;
        await order.ReceiveAsync(order.Delivered());
        Assert.Equal("at_wms", await order.StatusAsync());
    }

    private OrderDelivered TurnedUp() => order.Delivered() with { Turn = 1 };
}
