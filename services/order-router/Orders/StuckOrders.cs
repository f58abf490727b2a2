using Crossdock.Platform.Storage;

namespace Crossdock.OrderRouter.Orders;

/// <summary>Finds the orders that have stayed in a status for too long.</summary>
internal static class StuckOrders
{
    private const int MaxCounted = 100_000;

    /// <summary>How many of each status are named, oldest first: more would not help anyone.</summary>
    private const int MaxNamed = 100;

    /// <returns>How many there are, and the oldest of them. One that waits for its ship date is not stuck.</returns>
    public static async Task<(int Count, IReadOnlyList<OrderState> Oldest)> FindAsync(
        IDocuments<OrderState> orders,
        string status,
        DateTimeOffset since,
        CancellationToken cancellationToken
    )
    {
        var late = OrderState.ByStatus.Where(status).AtMost(since);
        var count = await orders.CountAsync(late.Take(MaxCounted), cancellationToken);
        if (count == 0)
        {
            return (0, []);
        }

        var oldest = await orders.QueryAsync(late.Take(MaxNamed), cancellationToken);
        var stuck = oldest.Where(order => !(order.Delivery?.HoldUntil > since)).ToList();
        return (count - oldest.Count + stuck.Count, stuck);
    }
}
