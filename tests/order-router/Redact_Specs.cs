using System.Text.Json;
using Crossdock.Contracts;
using Crossdock.OrderRouter.Orders;
using Crossdock.OrderRouter.Privacy;
using Crossdock.OrderRouter.Tests.Support;
using Crossdock.Platform.Storage;
using Crossdock.TestSupport;

namespace Crossdock.OrderRouter.Tests;

public sealed class When_personal_data_are_removed(RouterHost router)
{
    private readonly OrderScenario order = new(router);

    [Fact]
    public async Task Should_leave_only_what_says_where_the_order_is()
    {
        await EndAsync();

        var said = await order.ReceiveAsync(Redact());

        var state = await order.StateAsync();
        AssertRedacted(state);
        Assert.Equal(("confirmed", order.Number), (state.CurrentState, state.OrderNumber));
        var view = OrderView.Of(state);
        Assert.Equal(["1Z1"], view.TrackingNumbers);
        Assert.Equal("PT-1", view.WarehouseNumber);
        Assert.Contains(view.History, entry => entry.Description == "parcel 1Z1 shipped");
        Assert.Equal(("the personal data were removed", "Kim"), (view.History[^1].Description, view.History[^1].By));
        Assert.Equal([order.DeliveryId], Assert.Single(said.OfType<RedactDeliveries>()).DeliveryIds);
        Assert.Single(said.OfType<RedactCartOrder>());
    }

    [Fact]
    public async Task Should_remove_what_people_wrote_and_changed()
    {
        await order.ReceiveAsync(
            order.Received(),
            new EditOrder
            {
                OrderId = order.Id,
                ActionId = Guid.NewGuid(),
                By = "Kim",
                Reason = "Ada Quill moved.",
                ShipTo = new Address { LastName = "Quill", Line1 = "2 Test Way" },
            },
            order.DeliveryCanceled(),
            new CancelOrder
            {
                OrderId = order.Id,
                ActionId = Guid.NewGuid(),
                By = "Kim",
                Reason = "Done.",
            }
        );
        order.DeliveryNumber++;
        await order.ReceiveAsync(order.DeliveryCanceled());
        Assert.Equal("canceled", await order.StatusAsync());

        await order.ReceiveAsync(Redact());

        AssertRedacted(await order.StateAsync());
    }

    [Fact]
    public async Task Should_wait_for_the_end_of_an_order_that_is_under_way()
    {
        await order.ReceiveAsync(order.Received(), Redact(), Redact());
        Assert.Equal("Test Way", (await order.StateAsync()).Order!.ShipTo.Line1![2..]);

        await order.ReceiveAsync(
            order.Delivered(),
            order.Tracked("1Z1", OrderScenario.All, "1Z1"),
            order.ShipmentConfirmed("1Z1")
        );

        await Wait.UntilAsync(async () => (await order.StateAsync()).RedactedAt is not null, "the removal");
        AssertRedacted(await order.StateAsync());
    }

    [Fact]
    public async Task Should_happen_although_the_message_about_the_end_was_lost_in_a_crash()
    {
        await order.ReceiveAsync(order.Received(), Redact());
        await order.ReceiveAsync(order.Received() with { VoidReason = "It was voided in the cart.", Version = 1 });
        await ChangeAsync(state => state.CurrentState = "canceled");

        await router.RunPrivacyAsync(new PrivacyOptions());

        await Wait.UntilAsync(async () => (await order.StateAsync()).RedactedAt is not null, "the removal");
    }

    [Fact]
    public async Task Should_be_asked_of_the_other_services_again_once_in_case_a_crash_lost_the_message()
    {
        await EndAsync();
        await order.ReceiveAsync(Redact());
        await router.RunPrivacyAsync(new PrivacyOptions());
        Assert.Single(order.Published.OfType<RedactCartOrder>());
        await ChangeAsync(state => state.RedactionDueAt = DateTimeOffset.UtcNow);

        await router.RunPrivacyAsync(new PrivacyOptions());

        await Wait.UntilAsync(() => order.Published.OfType<RedactDeliveries>().Count() == 2, "the messages");
        Assert.Equal(2, order.Published.OfType<RedactCartOrder>().Count());
        Assert.Null((await order.StateAsync()).RedactionDueAt);
    }

    private async Task ChangeAsync(Action<OrderState> change)
    {
        var stored = await order.StateAsync();
        change(stored);
        Assert.True(await router.Orders.ReplaceAsync(stored, default));
    }

    [Fact]
    public async Task Should_not_bring_them_back_with_a_message_that_comes_late()
    {
        await EndAsync();
        await order.ReceiveAsync(Redact());

        await order.ReceiveAsync(order.Received());

        AssertRedacted(await order.StateAsync());
    }

    [Fact]
    public async Task Should_happen_by_itself_some_days_after_the_end()
    {
        await EndAsync();
        var stored = await order.StateAsync();
        stored.UpdatedAt = DateTimeOffset.UtcNow.AddDays(-91);
        Assert.True(await router.Orders.ReplaceAsync(stored, default));
        var young = new OrderScenario(router);
        await EndAsync(young);

        await router.RunPrivacyAsync(new PrivacyOptions { RemoveAfterDays = 90 });

        await Wait.UntilAsync(async () => (await order.StateAsync()).RedactedAt is not null, "the removal");
        Assert.Null((await young.StateAsync()).RedactedAt);
    }

    [Fact]
    public async Task Should_not_send_again_what_nobody_knows_the_address_of()
    {
        await order.ReceiveAsync(order.Received(voided: "It was voided in the cart."), Redact());

        var resend = new ResendOrder
        {
            OrderId = order.Id,
            ActionId = Guid.NewGuid(),
            By = "Kim",
        };

        Assert.Contains(
            "personal data",
            OrderActions.ReasonNot(await order.StateAsync(), resend) ?? "",
            StringComparison.Ordinal
        );
    }

    private static void AssertRedacted(OrderState state)
    {
        var text = JsonSerializer.Serialize(state, DocumentJson.Options);
        Assert.All(
            (string[])["Ada", "Quill", "Test Way", "Newark"],
            word => Assert.DoesNotContain(word, text, StringComparison.Ordinal)
        );
    }

    private RedactOrder Redact() =>
        new()
        {
            OrderId = order.Id,
            By = "Kim",
            Reason = "Ada Quill asked for it.",
        };

    private Task EndAsync(OrderScenario? one = null)
    {
        one ??= order;
        return one.ReceiveAsync(
            one.Received(),
            one.Delivered(),
            one.Tracked("1Z1", OrderScenario.All, "1Z1"),
            one.ShipmentConfirmed("1Z1")
        );
    }
}
