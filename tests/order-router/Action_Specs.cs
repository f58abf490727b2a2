using System.Net;
using System.Net.Http.Json;
using Crossdock.Contracts;
using Crossdock.OrderRouter.Orders;
using Crossdock.OrderRouter.Tests.Support;
using Crossdock.TestSupport;

namespace Crossdock.OrderRouter.Tests;

/// <summary>What a person does to one order over the API: who, when and why are on its history.</summary>
public sealed class When_a_person_acts_on_an_order(RouterHost router)
{
    private readonly OrderScenario order = new(router);

    [Fact]
    public async Task Should_keep_a_comment_with_who_and_when()
    {
        await order.ReceiveAsync(order.Received());

        await ActAsync("comments", new { text = "The customer called." });

        var entry = (await UntilAsync(state => state.History.Count == 2)).History[^1];
        Assert.Equal("The customer called.", entry.Why);
        Assert.StartsWith("spec-", entry.By, StringComparison.Ordinal);
        Assert.Equal("new", await order.StatusAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Should_stop_the_delivery_before_the_order_is_on_hold(bool delivered)
    {
        await order.ReceiveAsync(delivered ? [order.Received(), order.Delivered()] : [order.Received()]);

        await ActAsync("hold", new { reason = "Fraud check" });
        await UntilAsync(state => state.HoldReason is not null);
        await Wait.UntilAsync(() => order.Published.OfType<CancelDelivery>().Any(), "the warehouse is asked to cancel");
        await order.ReceiveAsync(order.DeliveryCanceled(), order.Received(2, city: "Trenton"));

        var held = await order.StateAsync();
        Assert.Equal("error", held.CurrentState);
        Assert.Contains("Fraud check. Release the order", held.Reason, StringComparison.Ordinal);
        Assert.Single(order.Published.OfType<DeliverOrder>());

        await order.ReceiveAsync(order.Release());
        Assert.Equal("new", await order.StatusAsync());
        Assert.Equal("Trenton", order.Published.OfType<DeliverOrder>().Last().ShipTo.City);
    }

    [Fact]
    public async Task Should_keep_on_hold_what_is_settled_meanwhile()
    {
        await order.ReceiveAsync(order.Received(shipMethod: "Drone"));
        await ActAsync("hold", new { reason = "Fraud check." });
        await UntilAsync(state => state.HoldReason is not null);

        await order.ReceiveAsync(order.Received(2), new ReleaseOrder { OrderId = order.Id, IsBulk = true });

        Assert.Equal("error", await order.StatusAsync());
        Assert.Empty(order.Published.OfType<DeliverOrder>());
    }

    [Fact]
    public async Task Should_say_that_the_warehouse_can_no_longer_hold_it()
    {
        await order.ReceiveAsync(order.Received(), order.Delivered());
        await ActAsync("hold", new { reason = "Fraud check." });
        await UntilAsync(state => state.HoldReason is not null);

        await order.ReceiveAsync(order.TooLate());

        var state = await order.StateAsync();
        Assert.Equal("at_wms", state.CurrentState);
        Assert.Null(state.HoldReason);
        Assert.Contains("It was to be held", state.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_cancel_at_the_warehouse_and_stay_canceled_whatever_the_cart_says()
    {
        await order.ReceiveAsync(order.Received(), order.Delivered());

        await ActAsync("cancel", new { reason = "Ordered twice" });
        await UntilAsync(state => state.CancelReason is not null);
        await order.ReceiveAsync(order.Received(2, city: "Trenton"), order.DeliveryCanceled());
        var said = await order.ReceiveAsync(order.Received(3, city: "Camden"));

        Assert.Equal("canceled", Assert.IsType<OrderSettled>(Assert.Single(said)).Status);
        var state = await order.StateAsync();
        Assert.Equal("canceled", state.CurrentState);
        Assert.Contains("Ordered twice.", state.Reason, StringComparison.Ordinal);
        Assert.Single(order.Published.OfType<DeliverOrder>());
    }

    [Fact]
    public async Task Should_cancel_at_once_what_is_on_hold_unsent()
    {
        await order.ReceiveAsync(order.Received(shipMethod: "Drone"));

        await ActAsync("cancel", new { reason = "Ordered twice." });

        await UntilAsync(state => state.CurrentState == "canceled");
    }

    [Fact]
    public async Task Should_take_back_a_cancellation_that_came_too_late()
    {
        await order.ReceiveAsync(order.Received(), order.Delivered());
        await ActAsync("cancel", new { reason = "Ordered twice." });
        await UntilAsync(state => state.CancelReason is not null);

        await order.ReceiveAsync(order.TooLate(), order.Received());

        var state = await order.StateAsync();
        Assert.Null(state.CancelReason);
        Assert.Contains("too late to cancel", state.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_send_again_what_was_canceled_and_have_it_republished()
    {
        await order.ReceiveAsync(order.Received(shipMethod: "Drone"));
        await ActAsync("cancel", new { reason = "Ordered twice." });
        await UntilAsync(state => state.CurrentState == "canceled");
        await order.ReceiveAsync(order.Received(2));
        Assert.Equal("canceled", await order.StatusAsync());

        await ActAsync("resend", new { reason = "It was not." });

        await UntilAsync(state => state.CurrentState == "new");
        await Wait.UntilAsync(() => order.Published.OfType<OrderReopened>().Any(), "the cart-adapter hears of it");
    }

    [Fact]
    public async Task Should_send_a_refused_order_as_another_delivery()
    {
        await order.ReceiveAsync(order.Received(), order.Refused());

        await ActAsync("resend", new { reason = "The item is known now." });

        await Wait.UntilAsync(() => order.Published.OfType<DeliverOrder>().Count() == 2, "another delivery");
        Assert.NotEqual(order.DeliveryId, order.Published.OfType<DeliverOrder>().Last().DeliveryId);
    }

    [Fact]
    public async Task Should_not_send_again_without_the_risk_confirmed()
    {
        await order.ReceiveAsync(order.Received(), order.Refused() with { MayStillArrive = true });

        using var answer = await PostAsync("resend", new { reason = "It is lost." });
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        await ActAsync("resend?confirm=duplicate-risk", new { reason = "It is lost." });

        var state = await UntilAsync(state => state.CurrentState == "new");
        Assert.Contains("confirmed the risk", state.History[^1].Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_refuse_what_cannot_be_done_and_say_what_to_do()
    {
        await order.ReceiveAsync(
            order.Received(),
            order.Delivered(),
            order.Tracked("1Z1", OrderScenario.All, "1Z1"),
            order.ShipmentConfirmed("1Z1")
        );

        foreach (var action in (string[])["hold", "cancel", "resend"])
        {
            using var answer = await PostAsync(action, new { reason = "Why not." });
            Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("hold", new { reason = " " })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("comments", new { words = "x" })).StatusCode);
    }

    [Fact]
    public async Task Should_refuse_an_action_on_an_order_that_moved_on()
    {
        await order.ReceiveAsync(order.Received());
        using var seen = await router.Http.GetAsync($"/api/v1/orders/{order.Id}");
        await order.ReceiveAsync(order.Delivered());

        foreach (var action in (string[])["hold", "cancel", "release"])
        {
            using var answer = await PostAsync(action, new { reason = "Late." }, $"{seen.Headers.ETag}");
            Assert.Equal(HttpStatusCode.PreconditionFailed, answer.StatusCode);
            Assert.Contains("at_wms", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(2, (await order.StateAsync()).History.Count);
    }

    [Fact]
    public async Task Should_not_do_what_reaches_the_saga_after_the_order_moved_on()
    {
        await order.ReceiveAsync(order.Received());
        var hold = new HoldOrder
        {
            OrderId = order.Id,
            ActionId = Guid.NewGuid(),
            By = "Kim",
            Reason = "Late.",
            ExpectedVersion = 1,
        };

        await order.ReceiveAsync(order.Delivered(), hold, hold);

        var state = await order.StateAsync();
        Assert.Null(state.HoldReason);
        Assert.Equal(3, state.History.Count);
        Assert.Equal(("Kim", "Late."), (state.History[^1].By, state.History[^1].Why));
        Assert.Contains("was not done", state.History[^1].Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_do_an_action_once_although_its_message_comes_again_later()
    {
        await order.ReceiveAsync(order.Received(shipMethod: "Drone"));
        var hold = new HoldOrder
        {
            OrderId = order.Id,
            ActionId = Guid.NewGuid(),
            By = "Kim",
            Reason = "Wait.",
        };

        await order.ReceiveAsync(hold, order.Received(2), order.Release(), hold);

        Assert.Equal("new", await order.StatusAsync());
    }

    private async Task ActAsync(string action, object body)
    {
        using var answer = await PostAsync(action, body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<HttpResponseMessage> PostAsync(string action, object body, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/orders/{order.Id}/{action}")
        {
            Content = JsonContent.Create(body),
        };
        if (ifMatch is not null)
        {
            request.Headers.IfMatch.ParseAdd(ifMatch);
        }

        return await router.Http.SendAsync(request);
    }

    private async Task<OrderState> UntilAsync(Func<OrderState, bool> isSo)
    {
        await Wait.UntilAsync(async () => isSo(await order.StateAsync()), "the order to change");
        return await order.StateAsync();
    }
}
