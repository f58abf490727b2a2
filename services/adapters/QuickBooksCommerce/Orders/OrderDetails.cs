using Crossdock.Adapters.QuickBooksCommerce.Http;
using Crossdock.Adapters.QuickBooksCommerce.Shipments;
using Crossdock.Adapters.QuickBooksCommerce.Stock;
using Crossdock.Adapters.QuickBooksCommerce.Wire;
using Crossdock.Contracts;

namespace Crossdock.Adapters.QuickBooksCommerce.Orders;

/// <summary>
/// Makes orders whole: lines, addresses and items are read for many orders at once, since a call per order would use up the rate
/// limit. One per run: it remembers items, so that each is read once.
/// </summary>
internal sealed class OrderDetails(ICommerceApi api, OrderRules rules, Currencies currencies, SharedSkus shared)
{
    private readonly Dictionary<long, VariantObject?> variants = [];

    /// <summary>The most calls that the orders can cost, as far as they say how many lines they have.</summary>
    public static int Cost(IReadOnlyCollection<OrderObject> orders) =>
        orders
            .Chunk(Pagination.MaxPage)
            .Sum(some => Pagination.PagesOf(some.Sum(order => order.OrderLineItemIds?.Count ?? 1)))
        + Pagination.PagesOf(AddressIds(orders).Distinct().Count())
        + Pagination.PagesOf(orders.Count(order => order.FulfillmentStatus is "partial"))
        // Their items, currencies and companies.
        + 3;

    /// <param name="orders">As read.</param>
    /// <param name="beside">What came along with them; null where nothing did.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<IReadOnlyList<CartOrder>> CompleteAsync(
        IReadOnlyList<OrderObject> orders,
        Envelope? beside,
        CancellationToken cancellationToken
    )
    {
        var lines = await LinesAsync(orders, beside?.OrderLineItems ?? [], cancellationToken);
        var addresses = await AddressesAsync(orders, beside?.Addresses ?? [], cancellationToken);
        await LearnVariantsAsync(lines, cancellationToken);
        var items = variants
            .Where(known => known.Value is not null)
            .ToDictionary(known => known.Key, known => known.Value!);
        var codes = await currencies.ForAsync(
            [.. orders.Select(order => order.CurrencyId).OfType<long>().Distinct()],
            cancellationToken
        );
        var companies = await CompaniesAsync(orders, addresses, beside?.Companies ?? [], cancellationToken);
        var parcels = await ParcelsAsync(orders, cancellationToken);
        var linesOf = lines.ToLookup(line => line.OrderId);
        return
        [
            .. orders.Select(order =>
                OrderMapping.ToCartOrder(
                    new WholeOrder(order, [.. linesOf[order.Id]], addresses, items)
                    {
                        Currency = codes.GetValueOrDefault(order.CurrencyId ?? 0),
                        Companies = companies,
                        Parcels = parcels,
                    },
                    rules
                )
            ),
        ];
    }

    /// <summary>Of those that are partly shipped: only there our own parcels are to be told from others.</summary>
    private async Task<ILookup<string, ParcelInCart>> ParcelsAsync(
        IReadOnlyList<OrderObject> orders,
        CancellationToken cancellationToken
    )
    {
        var partly = orders.Where(order =>
            OrderMapping.StateOf(order, rules.ReadyStatuses) == CartOrderState.PartlyShipped
        );
        var shown = await ParcelList.ReadAsync(api, partly.Select(order => order.Id).OfType<long>(), cancellationToken);
        return shown.ToLookup(one => one.CartOrderId, one => one.Parcel, StringComparer.Ordinal);
    }

    private async Task<List<LineObject>> LinesAsync(
        IReadOnlyList<OrderObject> orders,
        IReadOnlyList<LineObject> beside,
        CancellationToken cancellationToken
    )
    {
        var lines = beside
            .Where(line => line is { Id: not null, OrderId: not null } && orders.Any(order => order.Id == line.OrderId))
            .DistinctBy(line => line.Id)
            .ToDictionary(line => line.Id!.Value);
        foreach (var some in orders.Chunk(Pagination.MaxPage))
        {
            // The orders say how many lines to expect, which saves the question whether there is one more page.
            var expected = some.SelectMany(order => order.OrderLineItemIds ?? []).ToHashSet();
            expected.ExceptWith(lines.Keys);
            var countable = some.All(order => order.OrderLineItemIds is not null);
            if (countable && expected.Count == 0)
            {
                continue;
            }

            var ids = some.Select(order => order.Id ?? 0).Distinct().ToList();
            var pages = Answers.PagesAsync(
                page => api.ListOrderLinesAsync(ids, page, cancellationToken),
                body => body.OrderLineItems
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
        IReadOnlyList<AddressObject> beside,
        CancellationToken cancellationToken
    )
    {
        var found = await Answers.ByIdsAsync(
            AddressIds(orders).Except(beside.Select(address => address.Id ?? 0)),
            (ids, page) => api.ListAddressesAsync(ids, page, cancellationToken),
            body => body.Addresses
        );
        return found
            .Concat(beside)
            .Where(address => address.Id is not null)
            .DistinctBy(address => address.Id)
            .ToDictionary(address => address.Id!.Value);
    }

    /// <summary>The names of the companies behind addresses that name nobody: most orders need none.</summary>
    private async Task<Dictionary<long, string>> CompaniesAsync(
        IReadOnlyList<OrderObject> orders,
        Dictionary<long, AddressObject> addresses,
        IReadOnlyList<CompanyObject> beside,
        CancellationToken cancellationToken
    )
    {
        var wanted = orders.SelectMany(order =>
            AddressIds([order])
                .Select(id => addresses.GetValueOrDefault(id))
                .OfType<AddressObject>()
                .Where(AddressMapping.NamesNobody)
                .Select(address => address.CompanyId ?? order.CompanyId)
                .OfType<long>()
        );
        try
        {
            var found = await Answers.ByIdsAsync(
                wanted.Except(beside.Select(company => company.Id ?? 0)),
                (ids, page) => api.ListCompaniesAsync(ids, page, cancellationToken),
                body => body.Companies
            );
            return found
                .Concat(beside)
                .Where(company => company is { Id: not null, Name: not null })
                .DistinctBy(company => company.Id)
                .ToDictionary(company => company.Id!.Value, company => company.Name!);
        }
        catch (ConnectionProblemException e)
            when (e.Problem is ConnectionProblem.Credentials or ConnectionProblem.Refused)
        {
            // The token may not read companies: the orders concerned are skipped because a name is missing.
            return [];
        }
    }

    private static IEnumerable<long> AddressIds(IEnumerable<OrderObject> orders) =>
        orders.SelectMany(order => (long?[])[order.ShippingAddressId, order.BillingAddressId]).OfType<long>();

    private async Task LearnVariantsAsync(IEnumerable<LineObject> lines, CancellationToken cancellationToken)
    {
        var unknown = lines
            .Select(line => line.VariantId)
            .OfType<long>()
            .Where(id => !variants.ContainsKey(id))
            .ToHashSet();
        var found = await Answers.ByIdsAsync(
            unknown,
            (ids, page) => api.ListVariantsAsync(ids, page, cancellationToken),
            body => body.Variants
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
        var groups = variants
            .Where(known => known.Value?.Sku is not null)
            .GroupBy(known => known.Value!.Sku!, known => known.Key, StringComparer.Ordinal)
            .Where(ids => ids.Count() > 1 && ids.Any(learned.Contains));
        foreach (var ids in groups)
        {
            shared.Report(ids.Key, ids.Count());
        }
    }
}
