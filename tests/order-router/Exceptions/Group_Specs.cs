using Crossdock.Contracts;
using Crossdock.OrderRouter.Exceptions;
using Crossdock.OrderRouter.Tests.Support;

namespace Crossdock.OrderRouter.Tests.Exceptions;

public sealed class When_orders_wait_for_the_same_cause(CountingRouterHost router)
{
    private readonly string method = $"Method {Guid.NewGuid():N}";

    [Fact]
    public async Task Should_count_them_in_one_group_with_first_last_and_example()
    {
        var (first, last) = (await HoldAsync(), await HoldAsync());

        var group = await router.GroupAsync(first, count: 2);

        Assert.Equal((GroupState.Open, first.Number, false), (group.State, group.Example, group.IsRegressed));
        Assert.Equal(
            ((await first.StateAsync()).CauseSince, (await last.StateAsync()).CauseSince),
            (group.FirstAt, group.LastAt)
        );
        Assert.Contains(method, group.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_resolve_the_group_once_none_waits_and_open_it_again_as_regressed()
    {
        var order = await HoldAsync();
        var id = (await router.GroupAsync(order)).Id;

        await order.ReceiveAsync(order.Received(revision: 2));
        var resolved = await router.GroupAsync(id, group => group.State == GroupState.Resolved);
        Assert.Equal(0, resolved.Count);

        await HoldAsync();
        var again = await router.GroupAsync(id, group => group is { State: GroupState.Open, Count: 1 });
        Assert.Equal((true, 2), (again.IsRegressed, again.Occurrence));
    }

    [Fact]
    public async Task Should_empty_the_group_once_the_route_is_fixed()
    {
        var cart = RoutesThroughTheApi.NewCart();
        OrderScenario[] orders = [new(router, cart), new(router, cart)];
        foreach (var order in orders)
        {
            await order.ReceiveAsync(order.Received());
        }

        var id = (await router.GroupAsync(orders[0], count: 2)).Id;
        await router.PutAsync(cart, RoutesThroughTheApi.Route());

        await router.GroupAsync(id, group => group.State == GroupState.Resolved);
        Assert.Equal(["new", "new"], [await orders[0].StatusAsync(), await orders[1].StatusAsync()]);
    }

    [Fact]
    public async Task Should_not_open_it_for_a_hold_that_has_ended()
    {
        var order = await HoldAsync();
        var id = (await router.GroupAsync(order)).Id;
        var held = order.Published.OfType<OrderHeld>().Last();
        await order.ReceiveAsync(order.Received(revision: 2));
        await router.GroupAsync(id, group => group.State == GroupState.Resolved);

        await router.ReceiveAsync(held);

        Assert.Equal(1, (await router.GroupAsync(id, group => group.State == GroupState.Resolved)).Occurrence);
    }

    private async Task<OrderScenario> HoldAsync()
    {
        var order = new OrderScenario(router);
        await order.ReceiveAsync(order.Received(shipMethod: method));
        return order;
    }
}

public sealed class When_another_service_reports_an_exception(CountingRouterHost router)
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly ExceptionCause cause = GroupOf.NewCause();

    [Fact]
    public async Task Should_list_it_as_reported_until_it_is_cleared()
    {
        await router.ReceiveAsync(Raised(Noon, "It does not answer.", 3));

        var group = await GroupAsync();
        Assert.Equal(
            (GroupState.Open, 3, "It does not answer.", "orders", Noon),
            (group.State, group.Count, group.Text, group.Example, group.FirstAt)
        );

        await router.ReceiveAsync(new ExceptionCleared { Cause = cause, At = Noon.AddMinutes(5) });
        Assert.Equal((GroupState.Resolved, 0), ((await GroupAsync()).State, (await GroupAsync()).Count));

        // It came late, and says nothing about now.
        await router.ReceiveAsync(Raised(Noon.AddMinutes(4), "It does not answer.", 3));
        Assert.Equal(GroupState.Resolved, (await GroupAsync()).State);

        await router.ReceiveAsync(Raised(Noon.AddMinutes(6), "It rejects us.", 1));
        group = await GroupAsync();
        Assert.Equal((GroupState.Open, true, "It rejects us."), (group.State, group.IsRegressed, group.Text));
    }

    [Fact]
    public async Task Should_ignore_a_clearing_that_comes_late()
    {
        await router.ReceiveAsync(Raised(Noon, "It does not answer.", 1));

        await router.ReceiveAsync(new ExceptionCleared { Cause = cause, At = Noon.AddMinutes(-1) });

        Assert.Equal(GroupState.Open, (await GroupAsync()).State);
    }

    [Fact]
    public async Task Should_know_it_once_however_often_it_is_reported()
    {
        await router.ReceiveAsync(Raised(Noon, "It does not answer.", 1));
        await router.ReceiveAsync(Raised(Noon, "It does not answer.", 1));
        await router.ReceiveAsync(Raised(Noon.AddMinutes(5), "It does not answer.", 2));

        var group = await GroupAsync();
        Assert.Equal((2, 1, Noon), (group.Count, group.Occurrence, group.FirstAt));
        Assert.Single(group.History);
    }

    private Task<ExceptionGroup> GroupAsync() => router.GroupAsync(cause.Id().ToString("D"), _ => true);

    private ExceptionRaised Raised(DateTimeOffset at, string text, int count) =>
        new()
        {
            Cause = cause,
            Text = text,
            Count = count,
            Example = "orders",
            Since = Noon,
            At = at,
        };
}
