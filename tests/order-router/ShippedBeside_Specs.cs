using Crossdock.Contracts;
using Crossdock.OrderRouter.Tests.Support;

namespace Crossdock.OrderRouter.Tests;

/// <summary>The shirts have left the warehouse; then people ship more of the order in the cart, while the mug is still to leave.</summary>
public sealed class When_an_order_is_partly_shipped_by_hand_beside_our_parcels(RouterHost router)
{
    private readonly OrderScenario order = new(router);

    [Theory]
    [InlineData("9400BYHAND")]
    [InlineData(null)]
    public async Task Should_be_an_exception_at_once_and_ask_the_warehouse_to_stop(string? number)
    {
        await ShipShirtsAsync();

        var said = await order.ReceiveAsync(Now(Ours(), ByHand(number, ("3", 1))));

        Assert.Single(said.OfType<CancelDelivery>());
        var state = await order.StateAsync();
        Assert.Equal("error", state.CurrentState);
        Assert.Contains("by hand beside the warehouse's parcels (1 of MUG)", state.Reason, StringComparison.Ordinal);
        Assert.Equal(ExceptionKind.ShippedByHand, Assert.Single(said.OfType<OrderHeld>()).Cause!.Kind);
    }

    [Theory]
    [InlineData("1Z1", 2)]
    [InlineData(" 1z1 ", 2)]
    [InlineData("1ZCORRECTED", 2)]
    [InlineData(null, 2)]
    [InlineData("1Z1", 1)]
    [InlineData("9400BYHAND", null)]
    public async Task Should_know_its_own_confirmations_whatever_became_of_them_in_the_cart(string? number, int? units)
    {
        await ShipShirtsAsync();
        var shown = units is { } some ? ByHand(number, ("1", some)) : new ParcelInCart { TrackingNumber = number };

        var said = await order.ReceiveAsync(Now(shown));

        Assert.Empty(said.OfType<CancelDelivery>());
        Assert.Equal("partial", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_bear_quantities_that_nobody_can_mean()
    {
        await ShipShirtsAsync();

        await order.ReceiveAsync(
            Now(Ours(), ByHand("9400", ("3", decimal.MaxValue), ("3", decimal.MaxValue), ("1", -1)))
        );

        Assert.Contains("of MUG)", (await order.StateAsync()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_see_what_people_have_added_to_our_own_parcel()
    {
        await ShipShirtsAsync();

        await order.ReceiveAsync(Now(Shown(order.ShipmentId("1Z1"), "1Z1", ("1", 2), ("3", 1))));

        Assert.Contains("(1 of MUG)", (await order.StateAsync()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_not_take_for_it_what_people_were_asked_to_add()
    {
        await order.ReceiveAsync(
            order.Received(),
            order.Delivered(),
            order.Tracked("1Z1", [new ShippedItem { ItemCode = "9999", Quantity = 1 }])
        );

        var said = await order.ReceiveAsync(Now(ByHand("1Z1", ("3", 1))));

        Assert.Empty(said.OfType<CancelDelivery>());
        Assert.DoesNotContain("by hand beside", (await order.StateAsync()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_be_settled_once_the_parcel_is_removed_in_the_cart()
    {
        await ShipShirtsAsync();
        await order.ReceiveAsync(Now(Ours(), ByHand("9400", ("3", 1))), order.TooLate("It is packed."));
        Assert.Contains("can no longer cancel", (await order.StateAsync()).Reason, StringComparison.Ordinal);

        await order.ReceiveAsync(Now(Ours()) with { Version = 2 });

        Assert.Equal("partial", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_say_what_is_still_missing_once_the_warehouse_has_stopped()
    {
        var ordered = order.Received();
        ordered = ordered with { Lines = [ordered.Lines[0] with { Quantity = 4 }, .. ordered.Lines.Skip(1)] };
        await order.ReceiveAsync(
            ordered,
            order.Delivered(),
            order.Tracked("1Z1", OrderScenario.Shirts),
            order.ShipmentConfirmed("1Z1")
        );
        await order.ReceiveAsync(
            ordered with
            {
                Version = 1,
                ShippedInCart = ShippedInCart.Partly,
                ParcelsInCart = [Ours(), ByHand("9400", ("1", 1))],
            }
        );

        await order.ReceiveAsync(order.DeliveryCanceled());

        var state = await order.StateAsync();
        Assert.Equal(
            ("error", true, true, false),
            (
                state.CurrentState,
                state.Reason!.Contains("1 of TEE-S was not shipped", StringComparison.Ordinal),
                state.Reason.Contains("1 of MUG was not shipped", StringComparison.Ordinal),
                state.Reason.Contains("by hand", StringComparison.Ordinal)
            )
        );
    }

    [Fact]
    public async Task Should_be_confirmed_once_people_have_shipped_all_of_the_rest()
    {
        await ShipShirtsAsync();
        await order.ReceiveAsync(Now(Ours(), ByHand("9400", ("3", 1))), order.DeliveryCanceled());

        Assert.Equal("confirmed", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_ask_the_warehouse_to_stop_what_was_on_hold_for_another_exception()
    {
        await order.ReceiveAsync(
            order.Received(),
            order.Delivered(),
            order.Tracked("1Z1", OrderScenario.Shirts),
            order.ShipmentRefused("1Z1", "422.")
        );

        var said = await order.ReceiveAsync(Now(ByHand("9400", ("1", 2), ("3", 1))));

        Assert.Single(said.OfType<CancelDelivery>());
        var state = await order.StateAsync();
        Assert.Contains("(1 of MUG)", state.Reason, StringComparison.Ordinal);
        Assert.Contains("422.", state.Reason, StringComparison.Ordinal);
    }

    private Task ShipShirtsAsync() =>
        order.ReceiveAsync(
            order.Received(),
            order.Delivered(),
            order.Tracked("1Z1", OrderScenario.Shirts),
            order.ShipmentConfirmed("1Z1")
        );

    private OrderReceived Now(params ParcelInCart[] shown) =>
        order.Received() with
        {
            Version = 1,
            ShippedInCart = ShippedInCart.Partly,
            ParcelsInCart = shown,
        };

    private ParcelInCart Ours() => Shown(order.ShipmentId("1Z1"), "1Z1", ("1", 2));

    private static ParcelInCart ByHand(string? number, params (string Line, decimal Quantity)[] lines) =>
        Shown(null, number, lines);

    private static ParcelInCart Shown(Guid? id, string? number, params (string Line, decimal Quantity)[] lines) =>
        new()
        {
            ShipmentId = id,
            TrackingNumber = number,
            Lines = [.. lines.Select(line => new ConfirmedLine { LineId = line.Line, Quantity = line.Quantity })],
        };
}
