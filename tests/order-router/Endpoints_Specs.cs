using System.Net;
using System.Net.Http.Json;
using Crossdock.Contracts;
using Crossdock.OrderRouter.Orders;
using Crossdock.OrderRouter.Tests.Support;
using Crossdock.Platform.Api;
using Crossdock.TestSupport;

namespace Crossdock.OrderRouter.Tests;

public sealed class When_a_person_asks_for_an_order(RouterHost router)
{
    private readonly HttpClient http = router.Http;
    private readonly OrderScenario order = new(router);

    [Fact]
    public async Task Should_find_it_by_its_full_number()
    {
        await order.ReceiveAsync(order.Received(), order.Delivered(), order.Tracked("1Z1", OrderScenario.Shirts));

        var found = Assert.Single(await ListAsync($"?number={Uri.EscapeDataString(order.Number)}"));

        Assert.Equal(
            (order.Id, order.Number, "partial", "PT-1"),
            (found.OrderId, found.OrderNumber, found.Status, found.WarehouseNumber)
        );
        Assert.Equal(["1Z1"], found.TrackingNumbers);
        Assert.Equal(["new", "at_wms", "partial"], found.History.Select(e => e.Status));
    }

    [Fact]
    public async Task Should_find_it_by_its_id()
    {
        await order.ReceiveAsync(order.Received());

        var found = await http.GetFromJsonAsync<OrderView>($"/api/v1/orders/{order.Id}");

        Assert.Equal(order.Number, found!.OrderNumber);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync($"/api/v1/orders/{Guid.NewGuid()}")).StatusCode);
    }

    [Fact]
    public async Task Should_show_no_address_and_no_price()
    {
        await order.ReceiveAsync(order.Received());

        var text = await http.GetStringAsync($"/api/v1/orders/{order.Id}");

        Assert.DoesNotContain("Quill", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Test Way", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_find_none_for_a_number_that_nobody_has() =>
        Assert.Empty(await ListAsync("?number=%23404"));

    [Fact]
    public async Task Should_list_orders_on_hold_latest_change_first()
    {
        await order.ReceiveAsync(order.Received(shipMethod: "Drone"));
        var later = new OrderScenario(router);
        await later.ReceiveAsync(later.Received(shipMethod: "Drone"));

        var held = await ListAsync("?status=error");

        Assert.All(held, view => Assert.Equal("error", view.Status));
        Assert.All(held, view => Assert.NotNull(view.Reason));
        var ids = held.ConvertAll(view => view.OrderId);
        Assert.InRange(ids.IndexOf(later.Id), 0, ids.IndexOf(order.Id));
    }

    [Fact]
    public async Task Should_list_no_more_than_was_asked_for()
    {
        await order.ReceiveAsync(order.Received());
        var other = new OrderScenario(router);
        await other.ReceiveAsync(other.Received());

        Assert.Single(await ListAsync("?status=new&limit=1"));
    }

    [Theory]
    [InlineData("newest")]
    [InlineData("oldest")]
    public async Task Should_read_a_long_status_to_its_end_by_an_index(string sort)
    {
        const int many = 3000;
        await using var own = new RouterHost();
        await own.InitializeAsync();
        var start = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
        await Task.WhenAll(
            Enumerable
                .Range(0, many)
                .Select(i =>
                    own.Orders.InsertAsync(
                        new OrderState
                        {
                            CorrelationId = Guid.NewGuid(),
                            OrderNumber = $"#{i}",
                            CurrentState = OrderStatus.Confirmed,
                            UpdatedAt = start.AddSeconds(i / 7),
                        },
                        default
                    )
                )
        );

        var read = new List<OrderView>();
        var address = $"/api/v1/orders?status=confirmed&sort={sort}&limit=500";
        while (address is not null)
        {
            using var answer = await own.Http.GetAsync(address);
            read.AddRange((await answer.Content.ReadFromJsonAsync<Page<OrderView>>())!.Items);
            address = answer.Headers.TryGetValues("Link", out var links)
                ? links.Single()[1..^">; rel=\"next\"".Length]
                : null;
        }

        Assert.Equal(many, read.Select(order => order.OrderId).Distinct().Count());
        Assert.Equal(many, read.Count);
        var moments = read.ConvertAll(order => order.UpdatedAt);
        Assert.Equal(sort == "oldest" ? moments.Order() : moments.OrderDescending(), moments);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?status=lost")]
    [InlineData("?number=")]
    [InlineData("?status=new&limit=0")]
    [InlineData("?status=new&limit=501")]
    [InlineData("?status=new&limit=many")]
    [InlineData("?status=new&sort=sideways")]
    [InlineData("?status=new&cursor=made-up")]
    public async Task Should_refuse_a_question_that_makes_no_sense(string query) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await http.GetAsync($"/api/v1/orders{query}")).StatusCode);

    [Fact]
    public async Task Should_say_which_statuses_there_are() =>
        Assert.Contains(
            "new, at_wms, partial, shipped, confirmed, error, canceled, skipped",
            await (await http.GetAsync("/api/v1/orders?status=lost")).Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task Should_release_one_that_is_on_hold()
    {
        await order.ReceiveAsync(order.Received(), order.Refused());

        var answer = await http.PostAsync($"/api/v1/orders/{order.Id}/release", null);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        // What the saga says leaves a moment after the saga is stored.
        // The endpoint answers before the saga has decided.
        await Wait.UntilAsync(() => order.Published.OfType<DeliverOrder>().Count() == 2, "the second delivery");
        Assert.Equal("new", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_release_all_that_are_on_hold()
    {
        // A router of its own: others hold orders too.
        await using var own = new RouterHost();
        await own.InitializeAsync();
        OrderScenario[] held = [new(own), new(own), new(own)];
        var other = new OrderScenario(own);
        foreach (var one in held)
        {
            await one.ReceiveAsync(one.Received(), one.Refused());
        }

        await other.ReceiveAsync(other.Received());

        var first = await ReleaseAsync(own, "?limit=2");
        // What goes on hold from now on belongs to another release.
        var late = new OrderScenario(own);
        await late.ReceiveAsync(late.Received(), late.Refused());
        var second = await ReleaseAsync(own, $"?limit=2&cursor={first.Next}");

        Assert.Equal((2, 1), (first.Released, first.Left));
        Assert.Equal(new ReleasedOrders(1, 0, null), second);
        await Wait.UntilAsync(
            () => held.All(one => one.Published.OfType<DeliverOrder>().Count() == 2),
            "a second delivery of each"
        );
        Assert.Single(other.Published.OfType<DeliverOrder>());
        Assert.Equal("error", await late.StatusAsync());
    }

    [Fact]
    public async Task Should_not_release_one_that_is_not_on_hold()
    {
        await order.ReceiveAsync(order.Received());

        Assert.Equal(
            HttpStatusCode.Conflict,
            (await http.PostAsync($"/api/v1/orders/{order.Id}/release", null)).StatusCode
        );
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await http.PostAsync($"/api/v1/orders/{Guid.NewGuid()}/release", null)).StatusCode
        );
    }

    private async Task<List<OrderView>> ListAsync(string query) => [.. (await PageAsync(query)).Items];

    private async Task<Page<OrderView>> PageAsync(string query) =>
        (await http.GetFromJsonAsync<Page<OrderView>>($"/api/v1/orders{query}"))!;

    private static async Task<ReleasedOrders> ReleaseAsync(RouterHost at, string query)
    {
        using var answer = await at.Http.PostAsync($"/api/v1/orders/release{query}", null);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<ReleasedOrders>())!;
    }
}
