using Crossdock.Contracts;
using Crossdock.OrderRouter.Tests.Support;
using static Crossdock.OrderRouter.Tests.Support.Parcels;

namespace Crossdock.OrderRouter.Tests;

/// <summary>Ordered are two shirts (TEE-S, code 0001) and a mug (MUG, code 0002).</summary>
public sealed class When_a_parcel_differs_from_the_order(RouterHost router)
{
    private readonly OrderScenario order = new(router);

    public static TheoryData<string, ShippedItem[], string> Different =>
        new()
        {
            { "more", [Item("0001", 3), Item("0002", 1)], "contains 1 of TEE-S (0001) more than ordered" },
            { "other", [.. OrderScenario.All, Item("CAP", 1)], "contains 1 of CAP, which was not ordered" },
            { "less", OrderScenario.Mug, "2 of TEE-S was not shipped: the warehouse closed the delivery" },
            { "unsaid", [], "does not say what it contains" },
            { "absurd", [Item("0001", decimal.MaxValue), Item("0001", decimal.MaxValue)], "more than ordered" },
        };

    [Theory]
    [MemberData(nameof(Different))]
    public async Task Should_hold_the_order_with_the_difference_until_a_person_accepts_it(
        string kind,
        ShippedItem[] items,
        string difference
    )
    {
        await order.ReceiveAsync(
            order.Received(),
            order.Delivered(),
            order.Tracked(kind, items, kind),
            order.ShipmentConfirmed(kind)
        );

        var state = await order.StateAsync();
        Assert.Equal("error", state.CurrentState);
        Assert.Contains(difference, state.Reason, StringComparison.Ordinal);
        Assert.Contains(state.History, e => e.Description.Contains(difference, StringComparison.Ordinal));

        await order.ReceiveAsync(order.Received(), order.Release() with { IsBulk = true });
        Assert.Equal("error", await order.StatusAsync());

        await order.ReceiveAsync(order.Release());
        Assert.Equal("confirmed", await order.StatusAsync());
    }

    [Theory]
    [InlineData("00001", "2")]
    [InlineData("1", "00002")]
    [InlineData("TEE-S", "mug")]
    [InlineData(" 0001 ", "0002")]
    public async Task Should_match_codes_but_for_leading_zeros_and_by_the_sku(string shirt, string mug)
    {
        var said = await order.ReceiveAsync(
            order.Received(),
            order.Delivered(),
            order.Tracked("1Z1", [Item(shirt, 2), Item(mug, 1)], "1Z1")
        );

        Assert.Equal(
            [("1", 2m), ("3", 1m)],
            Assert.IsType<ConfirmShipment>(Assert.Single(said)).Lines.Select(line => (line.LineId, line.Quantity))
        );
        await order.ReceiveAsync(order.ShipmentConfirmed("1Z1"));
        Assert.Equal("confirmed", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_say_what_a_line_that_was_replaced_after_sending_held_and_keep_the_note_of_the_edit()
    {
        var edited = order.Received(revision: 2);
        edited = edited with { Lines = [Line("9", "CAP", 2), edited.Lines[2]] };
        await order.ReceiveAsync(order.Received(), order.Delivered(), edited);

        var said = await order.ReceiveAsync(order.Tracked("1Z1", OrderScenario.All, "1Z1"));

        Assert.Equal("3", Assert.Single(said.OfType<ConfirmShipment>().Single().Lines).LineId);
        var state = await order.StateAsync();
        Assert.Equal("error", state.CurrentState);
        Assert.Contains(
            "2 of TEE-S (0001), which the order in the cart no longer has",
            state.Reason,
            StringComparison.Ordinal
        );
        Assert.Contains("2 of CAP was not shipped", state.Reason, StringComparison.Ordinal);
        Assert.Contains("ships the earlier revision", state.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_know_a_line_that_was_replaced_before_the_warehouse_answered()
    {
        var edited = order.Received(revision: 2);
        edited = edited with { Lines = [Line("9", "CAP", 2), edited.Lines[2]] };
        await order.ReceiveAsync(order.Received(), edited, order.Delivered(revision: 1));

        await order.ReceiveAsync(order.Tracked("1Z1", OrderScenario.All, "1Z1"));

        Assert.Contains(
            "2 of TEE-S (0001), which the order in the cart no longer has",
            (await order.StateAsync()).Reason,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Should_know_a_line_that_was_replaced_before_another_delivery_was_sent()
    {
        var edited = order.Received(revision: 2);
        edited = edited with { Lines = [Line("9", "CAP", 2), edited.Lines[2]] };
        await order.ReceiveAsync(order.Received(), edited, order.Refused(revision: 2), order.Release());

        await order.ReceiveAsync(order.Tracked("1Z1", OrderScenario.All, "1Z1"));

        Assert.Contains(
            "2 of TEE-S (0001), which the order in the cart no longer has",
            (await order.StateAsync()).Reason,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Should_end_the_hold_automatically_once_the_cart_agrees()
    {
        await order.ReceiveAsync(
            order.Received(),
            order.Delivered(),
            order.Tracked("1Z1", [Item("0001", 1), Item("0002", 1)], "1Z1"),
            order.ShipmentConfirmed("1Z1")
        );
        Assert.Equal("error", await order.StatusAsync());

        var edited = order.Received(revision: 2);
        await order.ReceiveAsync(edited with { Lines = [Line("1", "TEE-S", 1), edited.Lines[2]] });

        Assert.Equal("confirmed", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_hold_an_order_whose_parcel_has_no_tracking_number_until_it_has_one()
    {
        var parcel = order.Tracked("none", OrderScenario.All, "none") with { TrackingNumber = null };
        var said = await order.ReceiveAsync(order.Received(), order.Delivered(), parcel);
        Assert.Null(Assert.Single(said.OfType<ConfirmShipment>()).TrackingNumber);
        await order.ReceiveAsync(order.ShipmentConfirmed("none"));
        Assert.Contains("without a tracking number", (await order.StateAsync()).Reason, StringComparison.Ordinal);

        await order.ReceiveAsync(
            parcel with
            {
                TrackingNumber = "1Z1",
                Version = 1,
            },
            order.ShipmentConfirmed("none") with
            {
                Version = 1,
            }
        );

        Assert.Equal("confirmed", await order.StatusAsync());
    }
}

public sealed class When_a_tracking_number_is_corrected(RouterHost router)
{
    private readonly OrderScenario order = new(router);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Should_correct_it_in_the_cart_as_well(bool confirmed)
    {
        var first = order.Tracked("1ZA", OrderScenario.All, "1ZA");
        await order.ReceiveAsync(order.Received(), order.Delivered(), first);
        await order.ReceiveAsync(confirmed ? [order.ShipmentConfirmed("1ZA")] : []);

        var corrected = first with { TrackingNumber = "1ZB", OtherTrackingNumbers = ["1ZC"], Version = 1 };
        var confirm = Assert.Single((await order.ReceiveAsync(corrected)).OfType<ConfirmShipment>());

        Assert.Equal((first.ShipmentId, "1ZB", 1), (confirm.ShipmentId, confirm.TrackingNumber, confirm.Version));
        Assert.Equal(["1ZC"], confirm.OtherTrackingNumbers);
        Assert.Equal("shipped", await order.StatusAsync());
        Assert.Contains(
            "1ZA was corrected to 1ZB",
            (await order.StateAsync()).History[^1].Description,
            StringComparison.Ordinal
        );

        // What was said before the correction does not count any more.
        await order.ReceiveAsync(first, order.ShipmentConfirmed("1ZA"));
        Assert.Equal("shipped", await order.StatusAsync());
        Assert.Equal("1ZB", Assert.Single((await order.StateAsync()).Shipments).Command.TrackingNumber);

        await order.ReceiveAsync(order.ShipmentConfirmed("1ZA") with { Version = 1 });
        Assert.Equal("confirmed", await order.StatusAsync());
    }
}
