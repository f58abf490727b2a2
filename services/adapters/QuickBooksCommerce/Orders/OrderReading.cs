using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Crossdock.Adapters.QuickBooksCommerce.Http;
using Crossdock.Adapters.QuickBooksCommerce.Stock;
using Crossdock.Adapters.QuickBooksCommerce.Wire;

namespace Crossdock.Adapters.QuickBooksCommerce.Orders;

/// <summary>Orders of a cart, whole.</summary>
internal sealed class OrderReading(
    ICommerceApi api,
    RateLimiter limiter,
    OrderRules rules,
    Currencies currencies,
    SharedSkus shared,
    UnreadableRecords records,
    string connection,
    ILogger logger
)
{
    /// <summary>So many orders are made whole at once: enough to fill pages of lines and addresses.</summary>
    private const int Batch = Pagination.MaxPage;
    private readonly OldOrders old = new();

    /// <summary>Orders without a readable id that were logged, by number.</summary>
    private readonly ConcurrentDictionary<string, bool> unreadable = new(StringComparer.Ordinal);

    public async IAsyncEnumerable<IReadOnlyList<CartOrder>> ChangedSinceAsync(
        DateTimeOffset since,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var details = new OrderDetails(api, rules, currencies, shared);
        var waiting = new List<OrderObject>();
        await foreach (var orders in new OrderPages(api, old).ChangedSinceAsync(since, cancellationToken))
        {
            if (Unreadable(orders) is { Count: > 0 } broken)
            {
                yield return broken;
            }

            waiting.AddRange(orders.Where(order => order.Id is not null));
            while (waiting.Count >= Batch || (waiting.Count > 0 && IsLastChance(waiting)))
            {
                var some = waiting[..Affordable(waiting)];
                yield return await details.CompleteAsync(some, null, cancellationToken);
                waiting.RemoveRange(0, some.Count);
            }
        }

        while (waiting.Count > 0)
        {
            var some = waiting[..Affordable(waiting)];
            yield return await details.CompleteAsync(some, null, cancellationToken);
            waiting.RemoveRange(0, some.Count);
        }

        old.Taken();
    }

    public async Task<CartOrder?> ReadAsync(long id, CancellationToken cancellationToken)
    {
        // Lines and addresses come along with a single order, which lists do not offer.
        var answer = await api.GetOrderAsync(id, cancellationToken).FindAsync();
        if (answer?.Body.Order is not { Id: not null } order)
        {
            return null;
        }

        var details = new OrderDetails(api, rules, currencies, shared);
        return (await details.CompleteAsync([order], answer.Body, cancellationToken))[0];
    }

    /// <summary>
    /// One is read with all that belongs to it; several cost a list each of orders, lines and addresses. One that the list does not show is
    /// asked for by its id before it is believed to be gone.
    /// </summary>
    public async Task<IReadOnlyList<CartOrder>> ReadAsync(IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        var wanted = ids.ToHashSet();
        List<CartOrder> read = [];
        if (wanted.Count > 1)
        {
            var listed = await Answers.ByIdsAsync(
                wanted,
                (some, page) => api.ListOrdersByIdAsync(some, OrderPages.Statuses, page, cancellationToken),
                body => body.Orders
            );
            List<OrderObject> found = [.. listed.Where(order => wanted.Remove(order.Id ?? 0))];
            var details = new OrderDetails(api, rules, currencies, shared);
            read.AddRange(found.Count == 0 ? [] : await details.CompleteAsync(found, null, cancellationToken));
        }

        foreach (var id in wanted)
        {
            if (await ReadAsync(id, cancellationToken) is { } order)
            {
                read.Add(order);
            }
        }

        return read;
    }

    /// <summary>The filter is documented; a service that passes over it answers with other orders, which are left out.</summary>
    public async Task<IReadOnlyList<CartOrder>> FindAsync(string orderNumber, CancellationToken cancellationToken)
    {
        var answer = await api.FindOrdersAsync(orderNumber, OrderPages.Statuses, cancellationToken).ReadAsync();
        List<OrderObject> found =
        [
            .. answer
                .Body.Of(body => body.Orders)
                .Where(order => order.Id is not null && order.OrderNumber == orderNumber),
        ];
        return found.Count == 0
            ? []
            : await new OrderDetails(api, rules, currencies, shared).CompleteAsync(found, null, cancellationToken);
    }

    public async Task<int> CountAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var answer = await api.CountOrdersAsync(Texts.Of(from), Texts.Of(to), OrderPages.Statuses, cancellationToken)
            .ReadAsync();
        return (int)(
            answer.Pagination.TotalRecords
            ?? throw new ConnectionProblemException(
                ConnectionProblem.Down,
                "QuickBooks Commerce does not say how many orders there are"
            )
        );
    }

    /// <summary>What cannot be asked for by an id is listed by its number; what has neither, as a record that cannot be read.</summary>
    private List<CartOrder> Unreadable(IReadOnlyList<OrderObject> orders)
    {
        List<OrderObject> broken = [.. orders.Where(order => order.Id is null)];
        foreach (var order in broken.Where(order => unreadable.TryAdd(order.OrderNumber ?? "", true)))
        {
            Log.OrderUnreadable(logger, connection, order.OrderNumber ?? "without a number");
        }

        if (broken.Exists(order => order.OrderNumber is null))
        {
            records.Add("orders", "An order without a number", "it has no readable id either");
        }

        return [.. broken.Where(order => order.OrderNumber is not null).Select(OrderMapping.WithoutId)];
    }

    /// <summary>True where the calls left are for these orders or for the next page of them, not for both.</summary>
    private bool IsLastChance(List<OrderObject> waiting) => limiter.Left(Work.Routine) <= OrderDetails.Cost(waiting);

    /// <summary>
    /// How many of the orders the calls left are enough for. A batch that is begun and not finished costs calls and gives nothing: under
    /// a small limit that would go on forever.
    /// </summary>
    private int Affordable(List<OrderObject> waiting)
    {
        var count = Math.Min(Batch, waiting.Count);
        var left = limiter.Left(Work.Routine);
        while (count > 1 && OrderDetails.Cost(waiting[..count]) > left)
        {
            count /= 2;
        }

        return count;
    }
}
