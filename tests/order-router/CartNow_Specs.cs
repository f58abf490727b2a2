using Crossdock.Contracts;
using Crossdock.OrderRouter.Tests.Support;

namespace Crossdock.OrderRouter.Tests;

/// <summary>Before anything is sent, an order is judged as the cart shows it now.</summary>
public sealed class When_the_cart_no_longer_wants_an_order_sent(RouterHost router)
{
    private readonly OrderScenario order = new(router);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Should_cancel_one_on_hold_that_was_shipped_by_hand(bool refused)
    {
        await HoldAsync(refused);
        var before = order.Published.OfType<DeliverOrder>().Count();

        var said = await order.ReceiveAsync(Now(ShippedInCart.Wholly, "Standard"));

        Assert.Equal("canceled", Assert.IsType<OrderSettled>(Assert.Single(said)).Status);
        Assert.Equal("It was shipped in the cart by hand.", (await order.StateAsync()).Reason);
        Assert.Equal(before, order.Published.OfType<DeliverOrder>().Count());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Should_hold_one_that_was_partly_shipped_by_hand_whoever_releases_it(bool refused)
    {
        await HoldAsync(refused);
        var before = order.Published.OfType<DeliverOrder>().Count();

        await order.ReceiveAsync(Now(ShippedInCart.Partly, "Standard"), order.Release());

        var state = await order.StateAsync();
        Assert.Equal("error", state.CurrentState);
        Assert.Contains("partly shipped in the cart by hand", state.Reason, StringComparison.Ordinal);
        Assert.Equal(before, order.Published.OfType<DeliverOrder>().Count());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Should_hold_one_that_became_unfit_and_send_it_once_it_is_fit(bool refused)
    {
        await HoldAsync(refused);
        var unfit = order.Received(2, "Standard") with { Version = 1, BlockReason = "It has nothing to ship." };

        await order.ReceiveAsync(unfit, order.Release(), unfit);
        Assert.Equal(
            ("error", "It has nothing to ship."),
            (await order.StatusAsync(), (await order.StateAsync()).Reason)
        );

        await order.ReceiveAsync(order.Received(3, city: "Hoboken") with { Version = 2 });
        Assert.Equal("new", await order.StatusAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Should_send_nothing_that_was_on_hold_before_the_cart_has_shown_it_again(bool refused)
    {
        await HoldAsync(refused);
        var before = DateTimeOffset.UtcNow;

        var said = await order.ReceiveAsync(
            refused ? order.Release() : order.Received(2) with { ReadAt = before.AddMinutes(-1) }
        );

        Assert.True(Assert.IsType<DeliverOrder>(Assert.Single(said)).ReadSince >= before);
    }

    [Fact]
    public async Task Should_pass_on_each_reading_of_one_that_is_about_to_be_sent()
    {
        await HoldAsync(refused: true);
        var asked = Assert.IsType<DeliverOrder>(Assert.Single(await order.ReceiveAsync(order.Release())));
        var readAt = asked.ReadSince!.Value.AddSeconds(1);

        var same = await order.ReceiveAsync(order.Received() with { ReadAt = readAt });
        var late = await order.ReceiveAsync(order.Received() with { ReadAt = readAt.AddDays(-1) });
        var edited = await order.ReceiveAsync(order.Received(2, city: "Hoboken") with { ReadAt = readAt });

        Assert.Equal([asked with { ReadAt = readAt }], Comparable(same, asked));
        Assert.Equal([asked with { ReadAt = readAt }], Comparable(late, asked));
        var changed = Assert.IsType<DeliverOrder>(Assert.Single(edited));
        Assert.Equal(
            (asked.DeliveryId, 2, readAt, asked.ReadSince),
            (changed.DeliveryId, changed.Revision, changed.ReadAt, changed.ReadSince)
        );
    }

    [Fact]
    public async Task Should_send_one_that_is_new_on_its_first_reading()
    {
        var readAt = DateTimeOffset.UtcNow;

        var said = await order.ReceiveAsync(order.Received() with { ReadAt = readAt });

        var sent = Assert.IsType<DeliverOrder>(Assert.Single(said));
        Assert.Equal((readAt, null), (sent.ReadAt, sent.ReadSince));
    }

    /// <summary>Lists have no value equality.</summary>
    private static IEnumerable<DeliverOrder> Comparable(IReadOnlyList<object> said, DeliverOrder like) =>
        said.Cast<DeliverOrder>().Select(sent => sent with { Items = like.Items });

    [Fact]
    public async Task Should_never_send_a_voided_one_that_a_person_releases()
    {
        await order.ReceiveAsync(order.Received(), order.Refused() with { MayStillArrive = true });
        await order.ReceiveAsync(order.Received(2, voided: "Voided."));
        Assert.Single((await order.ReceiveAsync(order.Received(2, voided: "Voided."))).OfType<CancelDelivery>());

        await order.ReceiveAsync(order.Release() with { ConfirmsDuplicateRisk = true });

        Assert.Equal("canceled", await order.StatusAsync());
        Assert.Single(order.Published.OfType<DeliverOrder>().Select(d => d.DeliveryId).Distinct());
    }

    [Fact]
    public async Task Should_ask_the_warehouse_to_stop_what_was_shipped_by_hand()
    {
        await order.ReceiveAsync(order.Received(), order.Delivered());

        var said = await order.ReceiveAsync(Now(ShippedInCart.Wholly));
        Assert.Single(said.OfType<CancelDelivery>());
        Assert.Contains("by hand", (await order.StateAsync()).History[^1].Description, StringComparison.Ordinal);

        await order.ReceiveAsync(order.DeliveryCanceled("It was shipped in the cart by hand."));
        Assert.Equal("canceled", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_hold_what_was_shipped_by_hand_where_it_is_too_late()
    {
        await order.ReceiveAsync(order.Received(), order.Delivered(), Now(ShippedInCart.Wholly));

        await order.ReceiveAsync(order.TooLate("It is packed."));
        Assert.Equal("error", await order.StatusAsync());
        Assert.Contains("the cart shows other parcels", (await order.StateAsync()).Reason, StringComparison.Ordinal);

        await order.ReceiveAsync(order.Tracked("1Z1", OrderScenario.All, "1Z1"), order.ShipmentRefused("1Z1", "422."));
        Assert.Contains("the cart shows other parcels", (await order.StateAsync()).Reason, StringComparison.Ordinal);
        await order.ReceiveAsync(order.Release());
        Assert.Equal("confirmed", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_stop_and_hold_what_is_partly_shipped_by_hand()
    {
        await order.ReceiveAsync(order.Received(), order.Delivered());

        Assert.Single((await order.ReceiveAsync(Now(ShippedInCart.Partly))).OfType<CancelDelivery>());
        await order.ReceiveAsync(order.DeliveryCanceled());

        Assert.Equal("error", await order.StatusAsync());
        Assert.Contains("by hand", (await order.StateAsync()).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ShippedInCart.Wholly)]
    [InlineData(ShippedInCart.Partly)]
    public async Task Should_be_an_exception_until_the_warehouse_has_answered(ShippedInCart shipped)
    {
        await order.ReceiveAsync(order.Received(), order.Delivered());

        var said = await order.ReceiveAsync(Now(shipped));

        Assert.Equal("error", await order.StatusAsync());
        Assert.Equal(ExceptionKind.ShippedByHand, Assert.Single(said.OfType<OrderHeld>()).Cause!.Kind);
        Assert.Contains("asked to cancel", (await order.StateAsync()).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ShippedInCart.Wholly)]
    [InlineData(ShippedInCart.Partly)]
    public async Task Should_send_it_again_where_the_shipment_is_removed_before_the_warehouse_has_answered(
        ShippedInCart shipped
    )
    {
        await order.ReceiveAsync(order.Received(), order.Delivered(), Now(shipped));
        await order.ReceiveAsync(order.Received() with { Version = 2 });
        Assert.Equal("at_wms", await order.StatusAsync());

        await order.ReceiveAsync(order.DeliveryCanceled());

        order.DeliveryNumber = 2;
        Assert.Equal("new", await order.StatusAsync());
        Assert.Equal(order.DeliveryId, order.Published.OfType<DeliverOrder>().Last().DeliveryId);
    }

    [Fact]
    public async Task Should_stop_and_hold_what_became_unfit_at_the_warehouse()
    {
        await order.ReceiveAsync(order.Received(), order.Delivered());

        var asked = await order.ReceiveAsync(Unfit(2));
        await order.ReceiveAsync(order.DeliveryCanceled());

        Assert.IsType<CancelDelivery>(Assert.Single(asked));
        Assert.Equal("error", await order.StatusAsync());
        Assert.Equal("It is a draft again.", (await order.StateAsync()).Reason);
    }

    [Fact]
    public async Task Should_stop_what_became_unfit_while_it_was_on_hold_at_the_warehouse()
    {
        await order.ReceiveAsync(
            order.Received(),
            order.Delivered(),
            order.Tracked("1Z1", OrderScenario.Shirts),
            order.ShipmentRefused("1Z1", "422.")
        );

        Assert.Contains(await order.ReceiveAsync(Unfit(2)), message => message is CancelDelivery);
    }

    [Fact]
    public async Task Should_hold_what_became_unfit_too_late_until_it_is_fit_again()
    {
        await order.ReceiveAsync(order.Received(), order.Delivered(), Unfit(2), order.TooLate("It is packed."));

        Assert.Equal("error", await order.StatusAsync());
        Assert.Contains(
            "It is a draft again. The warehouse can no longer cancel its delivery (It is packed.)",
            (await order.StateAsync()).Reason,
            StringComparison.Ordinal
        );

        await order.ReceiveAsync(order.Received(3) with { Version = 2 });
        Assert.Equal("at_wms", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_not_take_its_own_confirmations_for_a_shipment_by_hand()
    {
        await order.ReceiveAsync(
            order.Received(),
            order.Delivered(),
            order.Tracked("1Z1", OrderScenario.Shirts),
            order.ShipmentConfirmed("1Z1")
        );

        Assert.Empty((await order.ReceiveAsync(Now(ShippedInCart.Partly))).OfType<CancelDelivery>());
        await order.ReceiveAsync(order.Tracked("1Z2", OrderScenario.Mug, "1Z1", "1Z2"), order.ShipmentConfirmed("1Z2"));
        Assert.Empty((await order.ReceiveAsync(Now(ShippedInCart.Wholly))).OfType<CancelDelivery>());
        Assert.Equal("confirmed", await order.StatusAsync());
    }

    private OrderReceived Unfit(int revision) =>
        order.Received(revision) with
        {
            Version = revision - 1,
            BlockReason = "It is a draft again.",
        };

    private OrderReceived Now(ShippedInCart shipped, string shipMethod = "Standard") =>
        order.Received(shipMethod: shipMethod) with
        {
            Version = 1,
            ShippedInCart = shipped,
        };

    private Task HoldAsync(bool refused) =>
        order.ReceiveAsync(refused ? [order.Received(), order.Refused()] : [order.Received(shipMethod: "Drone")]);
}

public sealed class When_a_void_is_taken_back(RouterHost router)
{
    private readonly OrderScenario order = new(router);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Should_send_the_order_as_another_delivery(bool beforeTheAnswer)
    {
        await order.ReceiveAsync(order.Received(), order.Delivered(), order.Received(2, voided: "Voided."));
        var canceled = order.DeliveryCanceled();
        object[] messages = [canceled, order.Received(3) with { Version = 2 }];

        await order.ReceiveAsync(beforeTheAnswer ? [.. messages.Reverse()] : messages);

        order.DeliveryNumber = 2;
        Assert.Equal(order.DeliveryId, order.Published.OfType<DeliverOrder>().Last().DeliveryId);
        Assert.Equal("new", await order.StatusAsync());
        Assert.Contains(
            "open in the cart again",
            string.Join(' ', (await order.StateAsync()).History),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Should_send_the_order_each_time_it_is_taken_back()
    {
        await order.ReceiveAsync(order.Received(), order.Delivered());
        for (var turn = 1; turn <= 2; turn++)
        {
            await order.ReceiveAsync(order.Received(2 * turn, voided: "Voided.") with { Version = 2 * turn });
            await order.ReceiveAsync(order.DeliveryCanceled());
            Assert.Equal("canceled", await order.StatusAsync());

            await order.ReceiveAsync(order.Received(2 * turn + 1) with { Version = 2 * turn + 1 });
            order.DeliveryNumber++;
            await order.ReceiveAsync(order.Delivered(2 * turn + 1));
            Assert.Equal(
                ("at_wms", $"PT-{turn + 1}"),
                (await order.StatusAsync(), (await order.StateAsync()).WarehouseNumber)
            );
        }

        Assert.Equal(3, order.Published.OfType<DeliverOrder>().Select(sent => sent.DeliveryId).Distinct().Count());
    }

    [Fact]
    public async Task Should_cancel_it_once_more_where_it_is_voided_again_before_the_warehouse_has_answered()
    {
        await order.ReceiveAsync(order.Received(), order.Delivered(), order.Received(2, voided: "Voided."));
        await order.ReceiveAsync(order.Received(3) with { Version = 2 });
        await order.ReceiveAsync(order.Received(4, voided: "Voided again.") with { Version = 3 });

        await order.ReceiveAsync(order.DeliveryCanceled());

        Assert.Equal("canceled", await order.StatusAsync());
        Assert.Single(order.Published.OfType<DeliverOrder>().Select(sent => sent.DeliveryId).Distinct());
    }

    [Fact]
    public async Task Should_let_it_go_on_where_the_warehouse_could_not_cancel()
    {
        await order.ReceiveAsync(order.Received(), order.Delivered(), order.Received(2, voided: "Voided."));
        await order.ReceiveAsync(order.TooLate(), order.Received(3) with { Version = 2 });
        Assert.Equal("at_wms", await order.StatusAsync());

        await order.ReceiveAsync(order.Tracked("1Z1", OrderScenario.All, "1Z1"), order.ShipmentConfirmed("1Z1"));
        Assert.Equal("confirmed", await order.StatusAsync());
    }
}
