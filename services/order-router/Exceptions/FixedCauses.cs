using System.Text.Json;
using Crossdock.OrderRouter.Orders;
using Crossdock.OrderRouter.Routes;
using Crossdock.Platform.Messaging;
using Crossdock.Platform.Observability;
using Crossdock.Platform.Storage;
using MassTransit;

namespace Crossdock.OrderRouter.Exceptions;

/// <summary>
/// Finds out that what holds orders is fixed (a route was saved, a ship method mapped), by the decision of the saga itself on a copy, and
/// republishes those orders, so that they proceed within a minute instead of when the cart-adapter republishes them.
/// </summary>
public sealed class FixedCauses(IDocuments<OrderState> orders, OrderDecisions decide, StoredRoutes routes, IBus bus)
{
    private const int PageSize = 200;
    private const int MaxPublishing = 16;

    /// <summary>Republishes the orders of the group that would proceed; nothing if the one that waits longest would not.</summary>
    public async Task RetryAsync(ExceptionGroup group, CancellationToken cancellationToken)
    {
        if (!group.IsOfOrders)
        {
            return;
        }

        var query = OrderState.ByCause.Where(group.Id);
        if (await orders.QueryAsync(query.Take(1), cancellationToken) is not [var first] || !WouldProceed(first))
        {
            return;
        }

        await routes.RefreshAsync(cancellationToken);
        for (string? next = null; ; )
        {
            var page = await orders.QueryAsync(
                (next is null ? query : query.Continue(next)).Take(PageSize),
                cancellationToken
            );
            await Parallel.ForEachAsync(
                page.Where(WouldProceed),
                new ParallelOptions { MaxDegreeOfParallelism = MaxPublishing, CancellationToken = cancellationToken },
                async (order, token) =>
                {
                    using var activity = OrderTrace.Join("cause is fixed", order.TraceId);
                    await bus.PublishAsync(order.Order!, token);
                }
            );
            if (page.Count < PageSize)
            {
                return;
            }

            next = query.CursorAfter(page[^1]);
        }
    }

    private bool WouldProceed(OrderState order)
    {
        if (order is not { Order: { } received, CurrentState: OrderStatus.Error } || order.IsAtWarehouse())
        {
            return false;
        }

        return decide.OrderReceivedOnHold(OrderCopy.Of(order), received).NextState is not (null or OrderStatus.Error);
    }
}

/// <summary>A copy of an order on which a decision may be tried.</summary>
internal static class OrderCopy
{
    public static OrderState Of(OrderState order) =>
        JsonSerializer.Deserialize<OrderState>(
            JsonSerializer.SerializeToUtf8Bytes(order, DocumentJson.Options),
            DocumentJson.Options
        )!;
}
