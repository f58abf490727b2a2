using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Crossdock.Contracts;
using Crossdock.OrderRouter.Duplicates;
using Crossdock.OrderRouter.Orders;
using Crossdock.OrderRouter.Tests.Support;
using Crossdock.Platform.Storage;
using Microsoft.Extensions.DependencyInjection;
using static Crossdock.OrderRouter.Tests.Support.Parcels;

namespace Crossdock.OrderRouter.Tests.Rules;

public sealed class When_the_same_is_ordered_under_another_number(RouterHost router)
{
    private readonly string cart = RoutesThroughTheApi.NewCart();
    private readonly string street = $"{Guid.NewGuid():N} Test Way";

    [Fact]
    public async Task Should_hold_the_second_and_name_the_first()
    {
        var (first, second) = await BothAsync();

        var state = await second.StateAsync();
        Assert.Equal(("new", "error"), (await first.StatusAsync(), state.CurrentState));
        Assert.Contains($"ordered before as {first.Number}", state.Reason, StringComparison.Ordinal);
        Assert.Equal((first.Id, ExceptionKind.DuplicateOrder), (state.DuplicateOf!.Value, state.HoldKind));
        Assert.Empty(second.Published.OfType<DeliverOrder>());
        Assert.Equal("error", await Repeated(second));
        Assert.Equal("new", await Repeated(first));
    }

    [Fact]
    public async Task Should_send_only_one_of_two_that_come_at_once()
    {
        await SaveAsync();
        OrderScenario[] all = [.. Enumerable.Range(0, 8).Select(_ => new OrderScenario(router, cart))];

        await Task.WhenAll(all.Select(one => one.ReceiveAsync(Received(one))));

        Assert.Single(all.SelectMany(one => one.Published.OfType<DeliverOrder>()).DistinctBy(sent => sent.OrderId));
    }

    [Fact]
    public async Task Should_send_both_if_a_person_releases_the_second_but_not_with_all_others()
    {
        var (_, second) = await BothAsync();

        await second.ReceiveAsync(new ReleaseOrder { OrderId = second.Id, IsBulk = true });
        Assert.Equal("error", await second.StatusAsync());
        await second.ReceiveAsync(second.Release());

        Assert.Equal("new", await second.StatusAsync());
        Assert.Equal("new", await Repeated(second));
    }

    [Fact]
    public async Task Should_send_the_second_once_the_first_is_canceled()
    {
        var (first, second) = await BothAsync();
        await first.ReceiveAsync(Received(first) with { VoidReason = "It was voided.", Revision = 2 });
        await first.ReceiveAsync(first.DeliveryCanceled());
        Assert.Equal("canceled", await first.StatusAsync());

        Assert.Equal("new", await Repeated(second));
    }

    [Fact]
    public async Task Should_send_what_differs_in_customer_address_or_items_and_what_comes_after_the_window()
    {
        var (first, _) = await BothAsync();
        var received = Received(first);
        OrderReceived[] others =
        [
            received with
            {
                ShipTo = received.ShipTo with { LastName = "Other" },
            },
            received with
            {
                ShipTo = received.ShipTo with { PostalCode = "1" },
            },
            received with
            {
                Lines = [Line("1", "TEE-S", 3), Line("3", "MUG", 1)],
            },
        ];
        foreach (var content in others)
        {
            var other = new OrderScenario(router, cart);
            await other.ReceiveAsync(content with { OrderId = other.Id, OrderNumber = other.Number });
            Assert.Equal("new", await other.StatusAsync());
        }

        var claims = router.Services.GetRequiredService<IDocuments<OrderClaim>>();
        await claims.UpdateAsync(ContentKey.Of(received), Age, default);
        var late = new OrderScenario(router, cart);
        await late.ReceiveAsync(Received(late));
        Assert.Equal("new", await late.StatusAsync());

        static bool Age(OrderClaim claim)
        {
            claim.ClaimedAt -= TimeSpan.FromHours(25);
            return true;
        }
    }

    [Fact]
    public async Task Should_show_in_a_test_drive_that_it_would_be_held_and_claim_nothing()
    {
        await SaveAsync();
        var first = new OrderScenario(router, cart);
        var received = Received(first);
        Assert.Equal("deliver", await TestAsync());
        await first.ReceiveAsync(received);

        Assert.Equal("hold", await TestAsync());

        async Task<string?> TestAsync()
        {
            var order = new
            {
                cart,
                merchant = "acme",
                shipMethod = "Standard",
                shipTo = received.ShipTo,
                lines = received.Lines.Select(line => new
                {
                    line.Sku,
                    line.Quantity,
                    kind = (int)line.Kind,
                }),
            };
            using var answer = await router.Http.PostAsJsonAsync("/api/v1/rules/test", new { order });
            return (string?)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["result"];
        }
    }

    private async Task<(OrderScenario First, OrderScenario Second)> BothAsync()
    {
        await SaveAsync();
        var (first, second) = (new OrderScenario(router, cart), new OrderScenario(router, cart));
        await first.ReceiveAsync(Received(first));
        var again = Received(second);
        await second.ReceiveAsync(again with { Lines = [.. again.Lines.Reverse()] });
        return (first, second);
    }

    private async Task<string> Repeated(OrderScenario order)
    {
        await order.ReceiveAsync(Received(order));
        return await order.StatusAsync();
    }

    private OrderReceived Received(OrderScenario order)
    {
        var received = order.Received();
        return received with { ShipTo = received.ShipTo with { Line1 = street } };
    }

    private async Task SaveAsync()
    {
        var route = RoutesThroughTheApi.Route();
        route["rules"] = new JsonObject { ["duplicateHours"] = 24 };
        using var answer = await router.PutAsync(cart, route);
        Assert.True(answer.IsSuccessStatusCode);
    }
}

public sealed class When_an_order_names_the_day_on_which_it_is_to_ship
{
    private static readonly DateTimeOffset Day = new(2026, 5, 4, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(-25, ShipBy.OnTime)]
    [InlineData(-24, ShipBy.AtRisk)]
    [InlineData(23, ShipBy.AtRisk)]
    [InlineData(24, ShipBy.Overdue)]
    public void Should_be_at_risk_from_the_day_before_and_overdue_from_the_day_after(int hours, string state) =>
        Assert.Equal(
            new ShipBy(new DateOnly(2026, 5, 4), state),
            ShipBy.Of(Order(OrderStatus.AtWms), Day.AddHours(hours))
        );

    [Fact]
    public void Should_be_neither_once_it_has_ended_or_if_it_names_no_day()
    {
        var noDay = Order(OrderStatus.New);
        noDay.Order = noDay.Order! with { StartDate = null };

        Assert.Null(ShipBy.Of(noDay, Day));
        Assert.Null(ShipBy.Of(Order(OrderStatus.Confirmed), Day));
    }

    private static OrderState Order(string status) =>
        new() { CurrentState = status, Order = RuleCases.Order(Line("1", "TEE-S", 1)) with { StartDate = Day } };
}
