using System.Net;
using System.Net.Http.Json;
using Crossdock.Contracts;
using Crossdock.OrderRouter.Orders;
using Crossdock.OrderRouter.Tests.Support;
using Crossdock.TestSupport;

namespace Crossdock.OrderRouter.Tests;

/// <summary>A person changes what is sent; the change lies over the cart's order.</summary>
public sealed class When_a_person_edits_an_order(RouterHost router)
{
    private readonly OrderScenario order = new(router);

    private static readonly Address Elsewhere = new()
    {
        LastName = "Quill",
        Line1 = "2 Other Way",
        City = "Trenton",
    };

    [Fact]
    public async Task Should_cancel_the_delivery_and_send_another_one_with_the_change()
    {
        await order.ReceiveAsync(order.Received(), order.Delivered());

        await order.ReceiveAsync(Edit() with { ShipTo = Elsewhere, Quantities = [new("1", 1)] });
        Assert.Single(order.Published.OfType<CancelDelivery>());
        await order.ReceiveAsync(order.DeliveryCanceled());

        var sent = order.Published.OfType<DeliverOrder>().Last();
        Assert.NotEqual(order.DeliveryId, sent.DeliveryId);
        Assert.Equal(("Trenton", 1m), (sent.ShipTo.City, sent.Items[0].Quantity));
        Assert.Equal("new", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_be_on_record_with_before_and_after_masked_for_who_may_only_read()
    {
        await order.ReceiveAsync(order.Received());

        await order.ReceiveAsync(Edit() with { ShipTo = Elsewhere, Quantities = [new("1", 1)] });

        var state = await order.StateAsync();
        var entry = state.History[^1];
        Assert.Equal(("Kim", "Moved."), (entry.By, entry.Why));
        Assert.Equal(["shipTo", "quantity of TEE-S"], entry.Changes.Select(change => change.Field));
        Assert.Contains("1 Test Way", entry.Changes[0].Before, StringComparison.Ordinal);
        Assert.Contains("2 Other Way", entry.Changes[0].After, StringComparison.Ordinal);
        Assert.Equal(("2", "1"), (entry.Changes[1].Before, entry.Changes[1].After));
        var masked = OrderView.Of(state).History[^1].Changes;
        Assert.DoesNotContain("Way", masked[0].Before + masked[0].After, StringComparison.Ordinal);
        Assert.Equal("1", masked[1].After);
    }

    [Fact]
    public async Task Should_outlive_what_the_cart_repeats_and_what_else_it_changes()
    {
        await order.ReceiveAsync(order.Received(), order.Refused());
        await order.ReceiveAsync(Edit() with { Quantities = [new("1", 1)] });

        // The router republishes it as it has it, once a cause is fixed.
        await order.ReceiveAsync((await order.StateAsync()).Order!, order.Received());
        await order.ReceiveAsync(order.Received(), order.Received(2, city: "Camden"));

        var lines = (await order.StateAsync()).Order!;
        Assert.Equal((1m, "Camden"), (lines.Lines[0].Quantity, lines.ShipTo.City));
    }

    [Fact]
    public async Task Should_end_once_the_cart_changes_the_same_field()
    {
        await order.ReceiveAsync(order.Received(), order.Refused());
        await order.ReceiveAsync(Edit() with { ShipTo = Elsewhere });
        Assert.Equal("Trenton", (await order.StateAsync()).Order!.ShipTo.City);

        await order.ReceiveAsync(order.Received(2, city: "Camden"));

        var state = await order.StateAsync();
        Assert.Equal("Camden", state.Order!.ShipTo.City);
        Assert.Null(state.Edit);
    }

    [Fact]
    public async Task Should_settle_what_the_order_was_on_hold_for()
    {
        await order.ReceiveAsync(order.Received(shipMethod: "Drone"));

        await order.ReceiveAsync(Edit() with { ShipMethod = "Standard" });

        Assert.Equal("new", await order.StatusAsync());
        Assert.Single(order.Published.OfType<DeliverOrder>());
    }

    [Fact]
    public async Task Should_say_that_the_earlier_revision_ships_where_it_is_too_late()
    {
        await order.ReceiveAsync(order.Received(), order.Delivered());

        await order.ReceiveAsync(Edit() with { ShipTo = Elsewhere }, order.TooLate());

        var state = await order.StateAsync();
        Assert.Contains("ships the earlier revision", state.Note, StringComparison.Ordinal);
        Assert.Single(order.Published.OfType<DeliverOrder>());
    }

    [Theory]
    [InlineData("""{"reason":"x"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"reason":"x","shipTo":{"city":"Newark"}}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"reason":"x","quantities":[{"lineId":"1","quantity":3}]}""", HttpStatusCode.Conflict)]
    [InlineData("""{"reason":"x","quantities":[{"lineId":"9","quantity":1}]}""", HttpStatusCode.Conflict)]
    [InlineData(
        """{"reason":"x","quantities":[{"lineId":"1","quantity":0},{"lineId":"3","quantity":0}]}""",
        HttpStatusCode.Conflict
    )]
    [InlineData(
        """{"reason":"x","quantities":[{"lineId":"1","quantity":0},{"lineId":"1","quantity":1}]}""",
        HttpStatusCode.BadRequest
    )]
    public async Task Should_refuse_what_cannot_be_sent(string body, HttpStatusCode expected)
    {
        await order.ReceiveAsync(order.Received());

        using var content = new StringContent(body, null, "application/json");
        using var answer = await router.Http.PostAsync($"/api/v1/orders/{order.Id}/edit", content);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Should_be_accepted_over_the_api()
    {
        await order.ReceiveAsync(order.Received(shipMethod: "Drone"));

        using var answer = await router.Http.PostAsJsonAsync(
            $"/api/v1/orders/{order.Id}/edit",
            new { reason = "The customer asked.", shipMethod = "Standard" }
        );

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await Wait.UntilAsync(async () => await order.StatusAsync() == "new", "the order is sent");
    }

    private EditOrder Edit() =>
        new()
        {
            OrderId = order.Id,
            ActionId = Guid.NewGuid(),
            By = "Kim",
            Reason = "Moved.",
        };
}
