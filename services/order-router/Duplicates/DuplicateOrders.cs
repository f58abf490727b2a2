using Crossdock.Contracts;
using Crossdock.OrderRouter.Orders;
using Crossdock.OrderRouter.Routes;
using Crossdock.Platform.Storage;

namespace Crossdock.OrderRouter.Duplicates;

/// <summary>Finds out whether an order that is about to be planned was ordered before under another number.</summary>
public sealed class DuplicateOrders(
    IDocuments<OrderClaim> claims,
    IDocuments<OrderState> orders,
    RouteTable routes,
    TimeProvider time
)
{
    /// <summary>The longest window of a route; a claim that is older is of no use to any.</summary>
    private static readonly TimeSpan KeepFor = TimeSpan.FromHours(Rules.OrderRules.MaxDuplicateHours);

    /// <summary>So many old claims are deleted with each new one: more than come.</summary>
    private const int MaxDeleted = 5;

    /// <summary>
    /// Claims the content for the order, unless another one has it. The claim is stored before the order: if that fails, the repeated message
    /// finds its own claim.
    /// </summary>
    /// <returns>The order that has the content; null if this one does.</returns>
    public async Task<OrderClaim?> ClaimAsync(OrderReceived order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (routes.ForCart(order.Connection)?.Orders.DuplicateWindow is not { } window)
        {
            return null;
        }

        var now = time.GetUtcNow();
        var claim = new OrderClaim
        {
            Id = ContentKey.Of(order),
            OrderId = order.OrderId,
            OrderNumber = order.OrderNumber,
            ClaimedAt = now,
        };
        while (!await claims.InsertAsync(claim, cancellationToken))
        {
            if (await claims.FindAsync(claim.Id, cancellationToken) is not { } known)
            {
                continue; // It was deleted meanwhile.
            }

            if (known.OrderId == order.OrderId)
            {
                return null;
            }

            if (await CountsAsync(known, now - window, cancellationToken))
            {
                return known;
            }

            (known.OrderId, known.OrderNumber, known.ClaimedAt) = (order.OrderId, order.OrderNumber, now);
            if (await claims.ReplaceAsync(known, cancellationToken))
            {
                return null;
            }
        }

        await ForgetAsync(now, cancellationToken);
        return null;
    }

    /// <summary>The order that has the content; null if none has. Claims nothing.</summary>
    public async Task<OrderClaim?> FindAsync(
        OrderReceived order,
        TimeSpan? window,
        CancellationToken cancellationToken
    ) =>
        window is { } hours
        && await claims.FindAsync(ContentKey.Of(order), cancellationToken) is { } known
        && known.OrderId != order.OrderId
        && await CountsAsync(known, time.GetUtcNow() - hours, cancellationToken)
            ? known
            : null;

    /// <summary>An order that will not ship is no reason to hold another one.</summary>
    private async Task<bool> CountsAsync(OrderClaim known, DateTimeOffset since, CancellationToken cancellationToken) =>
        known.ClaimedAt >= since
        && await orders.FindAsync(known.OrderId.ToString("D"), cancellationToken)
            is not { CurrentState: OrderStatus.Canceled or OrderStatus.Skipped };

    private async Task ForgetAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var old = OrderClaim.ByAge.Where().AtMost(now - KeepFor).Take(MaxDeleted);
        foreach (var claim in await claims.QueryAsync(old, cancellationToken))
        {
            await claims.DeleteAsync(claim, cancellationToken);
        }
    }
}
