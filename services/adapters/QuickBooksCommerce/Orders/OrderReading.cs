using System.Runtime.CompilerServices;
using Crossdock.Adapters.QuickBooksCommerce.Http;
using Crossdock.Adapters.QuickBooksCommerce.Stock;
using Crossdock.Adapters.QuickBooksCommerce.Wire;

namespace Crossdock.Adapters.QuickBooksCommerce.Orders;

/// <summary>Orders of a cart, whole.</summary>
internal sealed class OrderReading(CommerceClient client, OrderRules rules, Currencies currencies, SharedSkus shared)
{
    /// <summary>So many orders are made whole at once: enough to fill pages of lines and addresses.</summary>
    private const int Batch = Pagination.MaxPage;

    /// <summary>What belongs to one order: lines and addresses can come along with it, which lists do not offer.</summary>
    private const string Beside = "include=order_line_items,shipping_address,billing_address";

    public async IAsyncEnumerable<IReadOnlyList<CartOrder>> ChangedSinceAsync(
        DateTimeOffset since,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var details = new OrderDetails(client, rules, currencies, shared);
        var waiting = new List<OrderObject>();
        await foreach (var orders in new OrderPages(client).ChangedSinceAsync(since, cancellationToken))
        {
            waiting.AddRange(orders);
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
    }

    public async Task<CartOrder?> ReadAsync(long id, CancellationToken cancellationToken)
    {
        var body = await client.FindAsync($"orders/{Texts.Of(id)}?{Beside}", Work.Routine, cancellationToken);
        if (body?.Order is not { Id: not null } order)
        {
            return null;
        }

        var details = new OrderDetails(client, rules, currencies, shared);
        return (await details.CompleteAsync([order], body, cancellationToken))[0];
    }

    /// <summary>True where the calls left are for these orders or for the next page of them, not for both.</summary>
    private bool IsLastChance(List<OrderObject> waiting) =>
        client.CallsLeft(Work.Routine) <= OrderDetails.Cost(waiting);

    /// <summary>
    /// How many of the orders the calls left are enough for. A batch that is begun and not finished costs calls and gives nothing: under
    /// a small limit that would go on forever.
    /// </summary>
    private int Affordable(List<OrderObject> waiting)
    {
        var count = Math.Min(Batch, waiting.Count);
        var left = client.CallsLeft(Work.Routine);
        while (count > 1 && OrderDetails.Cost(waiting[..count]) > left)
        {
            count /= 2;
        }

        return count;
    }
}
