using Crossdock.Contracts;
using Crossdock.OrderRouter.Exceptions;
using Crossdock.OrderRouter.Orders;
using Crossdock.OrderRouter.Tests.Support;

namespace Crossdock.OrderRouter.Tests.Exceptions;

public sealed class When_orders_are_stuck(CountingRouterHost router)
{
    private readonly string cart = $"cart-{Guid.NewGuid():N}";

    [Fact]
    public async Task Should_list_them_by_status_and_connection_until_they_move()
    {
        OrderState[] orders = [Order("a", hours: 3), Order("b", hours: 2), Order("c", hours: 0)];
        foreach (var order in orders)
        {
            await router.Orders.InsertAsync(order, CancellationToken.None);
        }

        var id = new ExceptionCause
        {
            Kind = ExceptionKind.OrdersStuck,
            Merchant = "acme",
            Connection = cart,
            Subject = OrderStatus.Shipped,
        }
            .Id()
            .ToString("D");
        var group = await router.GroupAsync(id, one => one is { State: GroupState.Open, Count: 2 });
        Assert.Equal(("#a", orders[0].UpdatedAt), (group.Example, group.FirstAt));

        foreach (var order in orders)
        {
            order.UpdatedAt = DateTimeOffset.UtcNow;
            Assert.True(await router.Orders.ReplaceAsync(order, CancellationToken.None));
        }

        await router.GroupAsync(id, one => one.State == GroupState.Resolved);
    }

    private OrderState Order(string name, int hours) =>
        new()
        {
            CorrelationId = Guid.NewGuid(),
            OrderNumber = $"#{name}",
            Merchant = "acme",
            Connection = cart,
            CurrentState = OrderStatus.Shipped,
            UpdatedAt = DateTimeOffset.UtcNow.AddHours(-hours),
        };
}
