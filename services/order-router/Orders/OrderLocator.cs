using Crossdock.Platform.Api;
using Crossdock.Platform.Storage;

namespace Crossdock.OrderRouter.Orders;

/// <summary>Finds an order from the moment the router received it.</summary>
internal sealed class OrderLocator(IDocuments<OrderState> orders) : IOrderLocator
{
    public async Task<IReadOnlyList<OrderPlace>> FindAsync(string number, CancellationToken cancellationToken)
    {
        var found = await orders.QueryAsync(OrderState.ByNumber.Where(number), cancellationToken);
        return
        [
            .. found.Select(order => new OrderPlace
            {
                Service = "order-router",
                Part = "order",
                Connection = order.Connection,
                OrderId = order.CorrelationId,
                OrderNumber = number,
                State = order.CurrentState,
                Since = order.UpdatedAt,
                WaitsFor = order.Reason ?? WaitsFor(order),
            }),
        ];
    }

    private static string? WaitsFor(OrderState order) =>
        order.CurrentState switch
        {
            OrderStatus.New or OrderStatus.AtWms or OrderStatus.Partial when order.Delivery is { } delivery =>
                $"For {delivery.Connection}: the wms-adapter has the delivery, and knows more.",
            OrderStatus.Shipped =>
                $"For {order.Connection} to show its parcels: the cart-adapter has them, and knows more.",
            _ => null,
        };
}
