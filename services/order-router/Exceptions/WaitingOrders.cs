using Crossdock.OrderRouter.Orders;

namespace Crossdock.OrderRouter.Exceptions;

/// <summary>A page of the orders that a cause holds: first those that it holds first, then those that it holds beside another cause.</summary>
/// <param name="Orders">Longest waiting first.</param>
/// <param name="Left">How many follow, up to 100,000.</param>
/// <param name="Next">After which to go on; null if none follows.</param>
internal sealed record WaitingOrders(IReadOnlyList<OrderState> Orders, int Left, (DateTimeOffset, string)? Next)
{
    private const int MaxCounted = 100_000;

    /// <param name="cause">The cause's id.</param>
    /// <param name="until">Since when the latest of them waits.</param>
    /// <param name="after">Since and id of the one after which to begin; empty for the first.</param>
    /// <param name="size">How many at most.</param>
    /// <param name="services">What is read.</param>
    /// <param name="cancellationToken">Stops before the next one.</param>
    public static async Task<WaitingOrders> ReadAsync(
        string cause,
        DateTimeOffset until,
        IReadOnlyList<object> after,
        int size,
        ReleaseServices services,
        CancellationToken cancellationToken
    )
    {
        var isAtFurther = after is [_, string last] && last.Contains(FurtherCause.Separator);
        List<OrderState> orders = [];
        (DateTimeOffset, string)? next = null;
        var left = 0;
        if (!isAtFurther)
        {
            var query = OrderState.ByCause.Where(cause).AtMost(until) with { After = after };
            orders.AddRange(await services.Orders.QueryAsync(query.Take(size), cancellationToken));
            if (orders is [.., var first])
            {
                next = (first.CauseSince!.Value, first.Id);
                query = query.Take(MaxCounted) with { After = [first.CauseSince.Value, first.Id] };
                left = await services.Orders.CountAsync(query, cancellationToken);
            }
        }

        var others = services.Further.OfAsync(cause, isAtFurther ? after : [], cancellationToken);
        await foreach (var (further, order) in others)
        {
            if (further.Since > until || left == MaxCounted)
            {
                break;
            }

            if (left > 0 || orders.Count == size)
            {
                left++;
                continue;
            }

            orders.Add(order);
            next = (further.Since, further.Id);
        }

        return new(orders, left, left > 0 ? next : null);
    }
}
