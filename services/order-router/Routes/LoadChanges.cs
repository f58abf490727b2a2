using System.Runtime.CompilerServices;
using Crossdock.Contracts;
using Crossdock.OrderRouter.Orders;
using Crossdock.OrderRouter.Rules;
using Crossdock.Platform.Messaging;
using Crossdock.Platform.Observability;
using Crossdock.Platform.Storage;
using MassTransit;

namespace Crossdock.OrderRouter.Routes;

/// <summary>Which orders a change of rules takes in or leaves out: by the function that plans them, and of those only that were never sent.</summary>
public sealed class LoadChanges(IDocuments<OrderState> orders, IBus bus, TimeProvider time)
{
    private const int PageSize = 200;
    private const int MaxScanned = 200_000;
    private const int MaxPublishing = 16;

    /// <summary>The skipped orders of a cart that the route does not skip.</summary>
    public IAsyncEnumerable<OrderState> TakenInAsync(OrderRoute route, CancellationToken cancellationToken) =>
        InAsync(route.Cart, OrderStatus.Skipped, order => !IsSkipped(order, route), cancellationToken);

    /// <summary>The orders of a cart on hold that the route skips.</summary>
    public IAsyncEnumerable<OrderState> LeftOutAsync(OrderRoute route, CancellationToken cancellationToken) =>
        InAsync(
            route.Cart,
            OrderStatus.Error,
            order => !order.HadDelivery() && IsSkipped(order, route),
            cancellationToken
        );

    /// <summary>Has the cart-adapter publish them again, so that the saga plans them by the rules of now.</summary>
    public async Task TakeInAsync(IEnumerable<OrderState> skipped, CancellationToken cancellationToken) =>
        await Parallel.ForEachAsync(
            skipped,
            new ParallelOptions { MaxDegreeOfParallelism = MaxPublishing, CancellationToken = cancellationToken },
            async (order, token) =>
            {
                using var activity = OrderTrace.Join("take in", order.TraceId);
                await bus.PublishAsync(
                    new OrderReopened { OrderId = order.CorrelationId, Version = order.Order!.Version },
                    token
                );
            }
        );

    private bool IsSkipped(OrderState order, OrderRoute route) =>
        OrderDecisions.TestDrive(order, route, order.DeliveryNumber, time.GetUtcNow()).Plan is DeliveryPlan.Skip;

    private async IAsyncEnumerable<OrderState> InAsync(
        string cart,
        string status,
        Func<OrderState, bool> isWanted,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var query = OrderState.ByStatus.Where(status);
        var scanned = 0;
        for (string? next = null; scanned < MaxScanned; )
        {
            var page = await orders.QueryAsync(
                (next is null ? query : query.Continue(next)).Take(PageSize),
                cancellationToken
            );
            foreach (
                var order in page.Where(order => order.Connection == cart && order.Order is not null && isWanted(order))
            )
            {
                yield return order;
            }

            scanned += page.Count;
            if (page.Count < PageSize)
            {
                yield break;
            }

            next = query.CursorAfter(page[^1]);
        }
    }
}
