using Crossdock.Adapters;
using Crossdock.CartAdapter.Orders;
using Crossdock.CartAdapter.Tests.Support;
using Crossdock.Contracts;
using Crossdock.Platform.Storage;
using static Crossdock.CartAdapter.Tests.Support.Orders;

namespace Crossdock.CartAdapter.Tests;

/// <summary>An order that is about to be sent is read from the cart again, and published whatever the cart shows.</summary>
public abstract class OrderRereadSpecs : CartFixture
{
    private static readonly DateTimeOffset Since = May.AddDays(1);

    /// <summary>Has the cart show this from now on; null for nothing at all.</summary>
    private protected abstract void Show(CartOrder? order);

    [Fact]
    public async Task Should_publish_what_the_cart_shows_now()
    {
        await KnownAsync();
        Show(Order() with { State = CartOrderState.Void });

        var received = await RereadAsync();

        Assert.Equal(("It was voided in the cart.", 2), (received.VoidReason, received.Revision));
        Assert.True(received.ReadAt >= Since);
    }

    [Fact]
    public async Task Should_publish_an_order_that_is_as_it_was_with_the_moment_of_the_reading()
    {
        await KnownAsync();
        Show(Order());

        var received = await RereadAsync();

        Assert.Equal((1, 0, Clock.Now), (received.Revision, received.Version, received.ReadAt));
    }

    [Fact]
    public async Task Should_publish_it_although_it_was_settled()
    {
        await KnownAsync();
        await ReceiveAsync<OrderSettledConsumer>(
            new OrderSettled
            {
                OrderId = IdOf(1),
                Status = "canceled",
                Version = 0,
            }
        );
        Show(Order());

        await RereadAsync();
    }

    private protected async Task KnownAsync()
    {
        await Get<CartOrderStore>().KeepAsync(Connection, "acme", Earliest, Order(), Clock.Now, default);
        Clock.Now += TimeSpan.FromDays(2);
    }

    private protected async Task<OrderReceived> RereadAsync()
    {
        await ReceiveAsync<RereadOrderConsumer>(new RereadOrder { OrderId = IdOf(1), Since = Since });
        var waiting = await FindAsync<RereadDocument>($"{IdOf(1):D}");
        Assert.Equal(Clock.Now, waiting.DueAt);
        await Get<OrderReread>().StepAsync([waiting], default);
        Assert.Null(await Get<IDocuments<RereadDocument>>().FindAsync(waiting.Id, default));

        var document = await FindAsync<CartOrderDocument>(waiting.Id);
        Assert.Equal((null, Clock.Now), (document.Settled, document.DueAt));
        return document.Received!;
    }

    private protected static Guid IdOf(int order) => DerivedId.OfOrder(Connection, $"{order}");
}

public sealed class When_an_order_is_read_again_by_its_id : OrderRereadSpecs
{
    private readonly CartWithIds cart = new();

    internal override ScriptedCart Cart => cart;

    [Fact]
    public async Task Should_stop_an_order_that_the_cart_does_not_have_any_more()
    {
        await KnownAsync();
        Show(null);

        Assert.Contains("does not have the order", (await RereadAsync()).BlockReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_publish_at_once_what_was_read_since()
    {
        await KnownAsync();
        Show(Order() with { Notes = "Ring twice." });
        await RereadAsync();

        await ReceiveAsync<RereadOrderConsumer>(new RereadOrder { OrderId = IdOf(1), Since = Clock.Now });

        Assert.Single(cart.Asked);
        Assert.Null(await Get<IDocuments<RereadDocument>>().FindAsync($"{IdOf(1):D}", default));
    }

    [Fact]
    public async Task Should_read_again_what_is_asked_for_while_it_is_read()
    {
        await KnownAsync();
        Show(Order());
        await ReceiveAsync<RereadOrderConsumer>(new RereadOrder { OrderId = IdOf(1), Since = Clock.Now });
        var waiting = await FindAsync<RereadDocument>($"{IdOf(1):D}");

        await ReceiveAsync<RereadOrderConsumer>(new RereadOrder { OrderId = IdOf(1), Since = Clock.Now.AddHours(1) });
        await Get<OrderReread>().StepAsync([waiting], default);

        Assert.Equal(Clock.Now.AddHours(1), (await FindAsync<RereadDocument>(waiting.Id)).Since);
    }

    [Fact]
    public Task Should_ignore_an_order_that_it_does_not_know() =>
        ReceiveAsync<RereadOrderConsumer>(new RereadOrder { OrderId = IdOf(404), Since = Clock.Now });

    private protected override void Show(CartOrder? order) => cart.Order = order;

    private sealed class CartWithIds : ScriptedCart, INotifyingCart
    {
        public CartOrder? Order { get; set; }
        public List<string> Asked { get; } = [];

        public Task<CartOrder?> ReadOrderAsync(string cartOrderId, CancellationToken cancellationToken)
        {
            Asked.Add(cartOrderId);
            return Task.FromResult(Order?.CartOrderId == cartOrderId ? Order : null);
        }

        public Task SubscribeAsync(Uri address, CancellationToken cancellationToken) => Task.CompletedTask;

        public CartNotice ReadNotice(ReadOnlySpan<byte> body, Func<string, string?> header) => new(false, null);
    }
}

public sealed class When_an_order_is_read_again_by_its_number : OrderRereadSpecs
{
    private readonly CartWithNumbers cart = new();

    internal override ScriptedCart Cart => cart;

    private protected override void Show(CartOrder? order) => cart.Order = order;

    private sealed class CartWithNumbers : ScriptedCart, ISearchableCart
    {
        public CartOrder? Order { get; set; }

        /// <summary>Another order of the same number is not meant.</summary>
        public Task<IReadOnlyList<CartOrder>> FindOrdersAsync(
            string orderNumber,
            CancellationToken cancellationToken
        ) =>
            Task.FromResult<IReadOnlyList<CartOrder>>(
                Order?.OrderNumber == orderNumber
                    ? [Order with { CartOrderId = "other", State = CartOrderState.Shipped }, Order]
                    : []
            );

        public Task<int> CountOrdersAsync(
            DateTimeOffset from,
            DateTimeOffset to,
            CancellationToken cancellationToken
        ) => Task.FromResult(1);
    }
}

public sealed class When_an_order_is_read_again_from_a_list : OrderRereadSpecs
{
    [Fact]
    public async Task Should_list_what_has_changed_since_it_was_shown()
    {
        var shown = Clock.Now;
        await KnownAsync();

        await RereadAsync();

        Assert.Equal(shown.AddMinutes(-2), Assert.Single(Cart.AskedSince));
    }

    private protected override void Show(CartOrder? order) => Cart.Pages.Add(order is null ? [] : [order]);
}
