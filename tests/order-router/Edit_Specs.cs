using Crossdock.Contracts;
using Crossdock.OrderRouter.Tests.Support;

namespace Crossdock.OrderRouter.Tests;

public sealed class When_an_order_is_edited_in_the_cart(RouterHost router)
{
    private readonly OrderScenario order = new(router);

    [Fact]
    public async Task Should_bring_the_edit_into_the_same_delivery_before_it_left()
    {
        await order.ReceiveAsync(order.Received());

        var said = await order.ReceiveAsync(order.Received(2, city: "Hoboken"));

        var delivery = Assert.IsType<DeliverOrder>(Assert.Single(said));
        Assert.Equal((order.DeliveryId, 2), (delivery.DeliveryId, delivery.Revision));
        Assert.Equal("Hoboken", delivery.ShipTo.City);

        await order.ReceiveAsync(order.Delivered(revision: 2));
        Assert.Null((await order.StateAsync()).Note);
    }

    [Fact]
    public async Task Should_hold_what_the_warehouse_ships_as_it_was_until_a_person_accepts_it()
    {
        await order.ReceiveAsync(order.Received(), order.Received(2, city: "Hoboken"), order.Delivered(revision: 1));

        Assert.Equal("error", await order.StatusAsync());
        Assert.Contains(
            "(ship-to address), and the warehouse ships it as it was",
            (await order.StateAsync()).Reason,
            StringComparison.Ordinal
        );
        await order.ReceiveAsync(order.Release());
        Assert.Equal("at_wms", await order.StatusAsync());
        Assert.Contains("ships the earlier revision", (await order.StateAsync()).Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_not_change_the_delivery_once_the_warehouse_has_it()
    {
        await order.ReceiveAsync(order.Received(), order.Delivered());

        var said = await order.ReceiveAsync(order.Received(2, city: "Hoboken"));

        Assert.Equal("Newark", said.OfType<DeliverOrder>().Single().ShipTo.City);
        Assert.Equal("error", await order.StatusAsync());
        Assert.Contains("ships the earlier revision", (await order.StateAsync()).Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_end_the_hold_by_itself_once_the_edit_is_undone()
    {
        await order.ReceiveAsync(order.Received(), order.Delivered(), order.Received(2, city: "Hoboken"));

        await order.ReceiveAsync(order.Received(3));

        Assert.Equal("at_wms", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_name_each_of_several_edits_until_it_is_undone()
    {
        await order.ReceiveAsync(order.Received(), order.Delivered());
        await order.ReceiveAsync(order.Received(2, city: "Hoboken") with { Version = 1 });
        await order.ReceiveAsync(order.Received(3, city: "Hoboken") with { Version = 2, Notes = "Ring twice." });
        var both = (await order.StateAsync()).Reason;

        await order.ReceiveAsync(order.Received(4) with { Version = 3, Notes = "Ring twice." });
        var one = await order.StateAsync();
        await order.ReceiveAsync(order.Received(5) with { Version = 4 });

        Assert.Equal(2, both!.Split("It was edited after it was sent").Length - 1);
        Assert.Equal(("error", 1), (one.CurrentState, one.Reason!.Split("It was edited after it was sent").Length - 1));
        Assert.Equal("at_wms", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_hold_it_again_for_an_edit_that_comes_back_after_a_person_has_accepted_it()
    {
        await order.ReceiveAsync(order.Received(), order.Delivered());
        await order.ReceiveAsync(order.Received(2, city: "Hoboken") with { Version = 1 }, order.Release());
        Assert.Equal("at_wms", await order.StatusAsync());

        await order.ReceiveAsync(order.Received(3, city: "Trenton") with { Version = 2 });

        Assert.Equal("error", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_not_go_back_to_an_older_revision_that_comes_late()
    {
        await order.ReceiveAsync(order.Received(2, city: "Hoboken"));

        var said = await order.ReceiveAsync(order.Received(1));

        Assert.Equal("Hoboken", Assert.IsType<DeliverOrder>(Assert.Single(said)).ShipTo.City);
    }
}

public sealed class When_an_order_turns_out_to_be_edited_after_it_was_confirmed(RouterHost router)
{
    private readonly OrderScenario order = new(router);

    [Fact]
    public async Task Should_be_on_hold_until_a_person_accepts_that_edit()
    {
        await ConfirmAsync();

        await order.ReceiveAsync(order.Received(2, city: "Hoboken"));
        Assert.Equal("error", await order.StatusAsync());
        Assert.Contains("(ship-to address)", (await order.StateAsync()).Reason, StringComparison.Ordinal);

        await order.ReceiveAsync(order.Release());
        Assert.Equal("confirmed", await order.StatusAsync());
        await order.ReceiveAsync(order.Received(2, city: "Hoboken"));
        Assert.Equal("confirmed", await order.StatusAsync());

        await order.ReceiveAsync(order.Received(3, city: "Trenton"));
        Assert.Equal("error", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_be_on_hold_where_more_is_ordered()
    {
        await ConfirmAsync();
        var before = order.Received(2);

        await order.ReceiveAsync(
            before with
            {
                Lines = [.. before.Lines.Select(line => line with { Quantity = line.Quantity + 1 })],
            }
        );

        Assert.Equal("error", await order.StatusAsync());
        Assert.Contains("was not shipped", (await order.StateAsync()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_be_on_hold_where_it_was_voided_until_a_person_accepts_it()
    {
        await ConfirmAsync();

        await order.ReceiveAsync(order.Received(2, voided: "It was voided in the cart."));
        Assert.Equal("error", await order.StatusAsync());
        Assert.Contains("(all of it has shipped)", (await order.StateAsync()).Reason, StringComparison.Ordinal);
        Assert.Empty(order.Published.OfType<CancelDelivery>());

        await order.ReceiveAsync(order.Release());
        Assert.Equal("confirmed", await order.StatusAsync());
        await order.ReceiveAsync(order.Received(2, voided: "It was voided in the cart."));
        Assert.Equal("confirmed", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_be_confirmed_again_where_it_was_voided_and_that_is_taken_back()
    {
        await ConfirmAsync();
        await order.ReceiveAsync(order.Received(2, voided: "It was voided in the cart."));

        var published = await order.ReceiveAsync(order.Received(3));

        Assert.Equal("confirmed", await order.StatusAsync());
        Assert.Single(published.OfType<OrderSettled>());
        Assert.Single(order.Published.OfType<DeliverOrder>().Select(delivery => delivery.DeliveryId).Distinct());
    }

    [Fact]
    public async Task Should_stay_confirmed_and_be_settled_where_only_a_note_was_edited()
    {
        await ConfirmAsync();

        var published = await order.ReceiveAsync(order.Received(2) with { Notes = "Thank you." });

        Assert.Equal("confirmed", await order.StatusAsync());
        Assert.IsType<OrderSettled>(Assert.Single(published));
    }

    private Task ConfirmAsync() =>
        order.ReceiveAsync(
            order.Received(),
            order.Delivered(),
            order.Tracked("1Z1", OrderScenario.All, "1Z1"),
            order.ShipmentConfirmed("1Z1")
        );
}

public sealed class When_a_revision_is_refused_and_the_order_was_edited_meanwhile(RouterHost router)
{
    private readonly OrderScenario order = new(router);

    [Fact]
    public async Task Should_send_the_newer_one_as_another_delivery()
    {
        await order.ReceiveAsync(order.Received(), order.Received(2, city: "Hoboken"));

        var said = await order.ReceiveAsync(order.Refused(revision: 1));

        order.DeliveryNumber = 2;
        var delivery = Assert.IsType<DeliverOrder>(Assert.Single(said));
        Assert.Equal((order.DeliveryId, 2), (delivery.DeliveryId, delivery.Revision));
        Assert.Equal("new", await order.StatusAsync());
        Assert.Empty(order.Published.OfType<OrderHeld>());

        await order.ReceiveAsync(order.Refused(revision: 2));
        Assert.Equal("error", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_leave_it_to_a_person_where_the_old_one_may_yet_turn_up()
    {
        await order.ReceiveAsync(order.Received(), order.Received(2, city: "Hoboken"));

        var said = await order.ReceiveAsync(order.Refused(revision: 1) with { MayStillArrive = true });

        Assert.IsType<OrderHeld>(Assert.Single(said));
        await order.ReceiveAsync(order.Received(3, city: "Trenton"));
        Assert.Equal("error", await order.StatusAsync());
        Assert.Single(order.Published.OfType<DeliverOrder>().Select(d => d.DeliveryId).Distinct());
    }
}

public sealed class When_an_edited_order_cannot_be_delivered(RouterHost router)
{
    private readonly OrderScenario order = new(router);

    [Fact]
    public async Task Should_ask_the_warehouse_to_stop_until_it_has_answered()
    {
        await order.ReceiveAsync(order.Received());

        foreach (var _ in (int[])[1, 2])
        {
            var cancel = Assert.IsType<CancelDelivery>(Assert.Single(await EditAsync()));
            Assert.Equal(order.DeliveryId, cancel.Delivery.DeliveryId);
            Assert.Contains("Drone", cancel.Reason, StringComparison.Ordinal);
        }

        Assert.Equal("new", await order.StatusAsync());
        Assert.Contains("was asked to cancel", await NoteAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Should_be_on_hold_once_the_warehouse_has_stopped(bool delivered)
    {
        await order.ReceiveAsync(order.Received());
        await EditAsync();
        await order.ReceiveAsync(delivered ? [order.Delivered()] : []);

        var said = await order.ReceiveAsync(order.DeliveryCanceled());

        Assert.Contains("\"Drone\"", Assert.IsType<OrderHeld>(Assert.Single(said)).Reason, StringComparison.Ordinal);
        Assert.Equal(("error", null), (await order.StatusAsync(), await NoteAsync()));
    }

    [Fact]
    public async Task Should_be_sent_as_another_delivery_once_it_is_fixed_even_to_what_it_was()
    {
        await order.ReceiveAsync(order.Received());
        await EditAsync();
        await order.ReceiveAsync(order.DeliveryCanceled());

        var said = await order.ReceiveAsync(order.Received(3));

        order.DeliveryNumber = 2;
        Assert.Equal(order.DeliveryId, Assert.IsType<DeliverOrder>(Assert.Single(said)).DeliveryId);
    }

    [Fact]
    public async Task Should_not_go_out_before_the_warehouse_has_stopped_the_first_one()
    {
        await order.ReceiveAsync(order.Received());
        await EditAsync();
        Assert.IsType<CancelDelivery>(Assert.Single(await order.ReceiveAsync(order.Received(3))));

        var said = await order.ReceiveAsync(order.DeliveryCanceled());

        order.DeliveryNumber = 2;
        Assert.Equal(order.DeliveryId, Assert.IsType<DeliverOrder>(Assert.Single(said)).DeliveryId);
        Assert.Equal(("new", null), (await order.StatusAsync(), await NoteAsync()));
    }

    [Fact]
    public async Task Should_say_truly_what_is_shipped_where_it_is_too_late()
    {
        await order.ReceiveAsync(order.Received());
        await EditAsync();
        await order.ReceiveAsync(order.Delivered(), order.TooLate("It is packed."));

        Assert.Contains(
            "the warehouse can no longer cancel: It is packed. It ships the earlier revision.",
            await NoteAsync(),
            StringComparison.Ordinal
        );
        Assert.Single((await EditAsync()).OfType<DeliverOrder>());
        await order.ReceiveAsync(order.Tracked("1Z1", OrderScenario.All, "1Z1"), order.ShipmentConfirmed("1Z1"));
        Assert.Contains("(ship method)", (await order.StateAsync()).Reason, StringComparison.Ordinal);
        await order.ReceiveAsync(order.Release());
        Assert.Equal("confirmed", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_say_truly_what_was_shipped_where_all_had_left()
    {
        await order.ReceiveAsync(order.Received());
        await EditAsync();

        await order.ReceiveAsync(order.Tracked("1Z1", OrderScenario.All, "1Z1"));

        Assert.Contains("ships the earlier revision", await NoteAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("asked to cancel", await NoteAsync(), StringComparison.Ordinal);
        Assert.Empty((await EditAsync()).OfType<CancelDelivery>());
    }

    [Fact]
    public async Task Should_be_canceled_where_it_is_voided_meanwhile()
    {
        await order.ReceiveAsync(order.Received());
        await EditAsync();
        await order.ReceiveAsync(order.Received(3, voided: "Voided."), order.DeliveryCanceled());

        Assert.Equal("canceled", await order.StatusAsync());
    }

    private Task<IReadOnlyList<object>> EditAsync() => order.ReceiveAsync(order.Received(2, "Drone"));

    private async Task<string?> NoteAsync() => (await order.StateAsync()).Note;
}

public sealed class When_an_order_is_skipped(RouterHost router)
{
    private readonly OrderScenario order = new(router);

    [Fact]
    public async Task Should_keep_the_reason_and_say_that_it_is_settled()
    {
        var said = await order.ReceiveAsync(order.Skipped("It has no lines."));

        Assert.Equal("skipped", Assert.IsType<OrderSettled>(Assert.Single(said)).Status);
        Assert.Equal("It has no lines.", (await order.StateAsync()).Reason);
        Assert.Equal("skipped", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_say_so_again_and_write_it_down_once()
    {
        await order.ReceiveAsync(order.Skipped());

        Assert.IsType<OrderSettled>(Assert.Single(await order.ReceiveAsync(order.Skipped())));
        Assert.Single((await order.StateAsync()).History);
    }

    [Fact]
    public async Task Should_keep_a_new_reason()
    {
        await order.ReceiveAsync(order.Skipped(), order.Skipped("Its address has no street."));

        Assert.Equal("Its address has no street.", (await order.StateAsync()).Reason);
        Assert.Equal(2, (await order.StateAsync()).History.Count);
    }

    [Fact]
    public async Task Should_proceed_once_it_is_fixed()
    {
        var said = await order.ReceiveAsync(order.Skipped(), order.Received());

        Assert.IsType<DeliverOrder>(Assert.Single(said));
        Assert.Equal("new", await order.StatusAsync());
        Assert.Null((await order.StateAsync()).Reason);
    }

    [Fact]
    public async Task Should_not_be_stopped_by_an_old_message_that_comes_late()
    {
        await order.ReceiveAsync(order.Received());

        Assert.Empty(await order.ReceiveAsync(order.Skipped()));
        Assert.Equal("new", await order.StatusAsync());
    }
}
