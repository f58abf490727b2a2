using Crossdock.Adapters;
using Crossdock.CartAdapter.Orders;
using Crossdock.CartAdapter.Tests.Support;
using Crossdock.Contracts;
using static Crossdock.CartAdapter.Tests.Support.Orders;

namespace Crossdock.CartAdapter.Tests;

public sealed class When_a_settled_order_is_sent_again : CartFixture
{
    private static readonly Guid OrderId = DerivedId.OfOrder(Connection, Order().CartOrderId);

    [Fact]
    public async Task Should_republish_it_once_and_not_be_settled_by_an_earlier_message()
    {
        await KeepAsync(Order());
        await ReceiveAsync<OrderSettledConsumer>(Settled(version: 0));
        Assert.Null((await DocumentAsync()).DueAt);

        await ReceiveAsync<OrderReopenedConsumer>(new OrderReopened { OrderId = OrderId, Version = 0 });
        await ReceiveAsync<OrderReopenedConsumer>(new OrderReopened { OrderId = OrderId, Version = 0 });
        await ReceiveAsync<OrderSettledConsumer>(Settled(version: 0));

        var document = await DocumentAsync();
        Assert.Equal((1, null, Clock.Now), (document.Received!.Version, document.Settled, document.DueAt));
    }

    [Fact]
    public Task Should_ignore_an_order_that_it_does_not_know() =>
        ReceiveAsync<OrderReopenedConsumer>(new OrderReopened { OrderId = Guid.NewGuid(), Version = 0 });

    private Task<bool> KeepAsync(CartOrder order) =>
        Get<CartOrderStore>()
            .KeepAsync(Connection, "acme", new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero), order, Clock.Now, default);

    private Task<CartOrderDocument> DocumentAsync() => FindAsync<CartOrderDocument>(OrderId.ToString("D"));

    private static OrderSettled Settled(int version) =>
        new()
        {
            OrderId = OrderId,
            Status = "canceled",
            Version = version,
        };
}
