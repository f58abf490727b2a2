using Crossdock.CartAdapter.QuickBooksCommerce.Http;
using Crossdock.CartAdapter.QuickBooksCommerce.Wire;

namespace Crossdock.CartAdapter.QuickBooksCommerce.Orders;

/// <summary>
/// Makes orders whole: lines, addresses and items are read for many orders at once, since a call per order would use up the rate
/// limit. One per run: it remembers items, so that each is read once.
/// </summary>
internal sealed class OrderDetails(
    CommerceClient client,
    OrderRules rules,
    string connection,
    ILogger logger
)
{
    private readonly Dictionary<long, VariantObject?> variants = [];

    public async Task<IReadOnlyList<CartOrder>> CompleteAsync(
        IReadOnlyList<OrderObject> orders,
        CancellationToken cancellationToken
    )
    {
        var lines = await LinesAsync(orders, cancellationToken);
        var addresses = await AddressesAsync(orders, cancellationToken);
        await LearnVariantsAsync(lines, cancellationToken);
        var items = variants
            .Where(known => known.Value is not null)
            .ToDictionary(known => known.Key, known => known.Value!);
        var linesOf = lines.ToLookup(line => line.OrderId);
        return
        [
            .. orders.Select(order =>
                OrderMapping.ToCartOrder(
                    new WholeOrder(order, [.. linesOf[order.Id]], addresses, items),
                    rules
                )
            ),
        ];
    }

    private async Task<List<LineObject>> LinesAsync(
        IReadOnlyList<OrderObject> orders,
        CancellationToken cancellationToken
    )
    {
        var lines = new Dictionary<long, LineObject>();
        foreach (var some in orders.Chunk(Pagination.MaxPage))
        {
            // The orders say how many lines to expect, which saves the question whether there is one more page.
            var expected = some.SelectMany(order => order.OrderLineItemIds ?? []).ToHashSet();
            var countable = some.All(order => order.OrderLineItemIds is not null);
            if (countable && expected.Count == 0)
            {
                continue;
            }

            var ids = Lists.Joined(some.Select(order => order.Id ?? 0).Distinct());
            var pages = client.PagesAsync(
                $"order_line_items?order_id={ids}",
                body => body.OrderLineItems,
                Work.Routine,
                cancellationToken
            );
            await foreach (var (page, _) in pages)
            {
                foreach (var line in page)
                {
                    // A line without an id is kept for its order to have a problem with.
                    lines[line.Id ?? -lines.Count - 1] = line;
                }

                expected.ExceptWith(page.Select(line => line.Id ?? 0));
                if (countable && expected.Count == 0)
                {
                    break;
                }
            }
        }

        return [.. lines.Values];
    }

    private async Task<Dictionary<long, AddressObject>> AddressesAsync(
        IReadOnlyList<OrderObject> orders,
        CancellationToken cancellationToken
    )
    {
        var found = await client.ByIdsAsync(
            "addresses",
            orders
                .SelectMany(order => (long?[])[order.ShippingAddressId, order.BillingAddressId])
                .OfType<long>(),
            body => body.Addresses,
            Work.Routine,
            cancellationToken
        );
        return found
            .Where(address => address.Id is not null)
            .DistinctBy(address => address.Id)
            .ToDictionary(address => address.Id!.Value);
    }

    private async Task LearnVariantsAsync(
        IEnumerable<LineObject> lines,
        CancellationToken cancellationToken
    )
    {
        var unknown = lines
            .Select(line => line.VariantId)
            .OfType<long>()
            .Where(id => !variants.ContainsKey(id))
            .ToHashSet();
        var found = await client.ByIdsAsync(
            "variants",
            unknown,
            body => body.Variants,
            Work.Routine,
            cancellationToken
        );
        var byId = found.ToLookup(variant => variant.Id);
        foreach (var id in unknown)
        {
            variants[id] = byId[id].FirstOrDefault();
        }

        ReportShared(unknown);
    }

    private void ReportShared(IReadOnlyCollection<long> learned)
    {
        var shared = variants
            .Where(known => known.Value?.Sku is not null)
            .GroupBy(known => known.Value!.Sku!, known => known.Key, StringComparer.Ordinal)
            .Where(ids => ids.Count() > 1 && ids.Any(learned.Contains));
        foreach (var ids in shared)
        {
            Log.SkuShared(logger, connection, ids.Key, ids.Count());
        }
    }
}
