using System.Runtime.CompilerServices;
using Crossdock.CartAdapter.QuickBooksCommerce.Http;
using Crossdock.CartAdapter.QuickBooksCommerce.Wire;

namespace Crossdock.CartAdapter.QuickBooksCommerce.Orders;

/// <summary>Orders of a cart, whole.</summary>
internal sealed class OrderReading(
    CommerceClient client,
    OrderRules rules,
    string connection,
    ILogger logger
)
{
    /// <summary>So many orders are made whole at once: enough to fill the pages of lines, addresses and items.</summary>
    private const int Batch = 4 * Pagination.MaxPage;

    public async IAsyncEnumerable<IReadOnlyList<CartOrder>> ChangedSinceAsync(
        DateTimeOffset since,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var details = new OrderDetails(client, rules, connection, logger);
        var waiting = new List<OrderObject>();
        await foreach (
            var orders in new OrderPages(client).ChangedSinceAsync(since, cancellationToken)
        )
        {
            waiting.AddRange(orders);
            while (waiting.Count >= Batch)
            {
                yield return await details.CompleteAsync(waiting[..Batch], cancellationToken);
                waiting.RemoveRange(0, Batch);
            }
        }

        if (waiting.Count > 0)
        {
            yield return await details.CompleteAsync(waiting, cancellationToken);
        }
    }

    public async Task<CartOrder?> ReadAsync(long id, CancellationToken cancellationToken)
    {
        var body = await client.FindAsync(
            $"orders/{Texts.Of(id)}",
            Work.Routine,
            cancellationToken
        );
        if (body?.Order is not { Id: not null } order)
        {
            return null;
        }

        var details = new OrderDetails(client, rules, connection, logger);
        return (await details.CompleteAsync([order], cancellationToken))[0];
    }
}
