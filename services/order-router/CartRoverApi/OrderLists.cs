using Crossdock.OrderRouter.Orders;
using Crossdock.Platform.Api;
using Crossdock.Platform.Storage;

namespace Crossdock.OrderRouter.CartRoverApi;

/// <summary>Lists the orders of a key's carts in a status, page by page, by what its dates bound.</summary>
internal sealed class OrderLists(
    IDocuments<OrderState> orders,
    IDocuments<PostedOrderDocument> posted,
    OrderLookup lookup
)
{
    /// <summary>After a page is full, so many more are read to count what matches; beyond, the count is of those that were read.</summary>
    private const int MaxCounted = 5000;

    /// <returns>A page, and how many orders there are.</returns>
    public async Task<(IReadOnlyList<FoundOrder> Orders, int Total)> ReadAsync(
        ListRequest request,
        KeyScope scope,
        CancellationToken cancellationToken
    )
    {
        var carts = scope.Carts.Where(cart => IsSame(cart, request.Source)).ToList();
        var source = carts.Count > 0 ? null : request.Source;
        var page = new ListPage((request.Page - 1L) * request.Limit, request.Limit);
        foreach (var cart in carts.Count > 0 ? carts : scope.Carts)
        {
            await AddWaitingAsync(page, request, source, cart, cancellationToken);
            foreach (var stream in request.List.Streams)
            {
                await AddAsync(page, request, stream, source, cart, cancellationToken);
            }
        }

        return (page.Orders, page.Total);
    }

    /// <summary>Those that the saga does not have yet are new.</summary>
    private async Task AddWaitingAsync(
        ListPage page,
        ListRequest request,
        string? source,
        string cart,
        CancellationToken cancellationToken
    )
    {
        if (!request.List.Statuses.Contains(OrderStatus.New))
        {
            return;
        }

        var waiting = PostedOrderDocument.ByWaiting.Where(cart).AtLeast(DateTimeOffset.MinValue);
        await foreach (var document in posted.AllAsync(waiting, cancellationToken))
        {
            if (
                request.IsWithin(document.Posted.PostedAt)
                && await orders.FindAsync(document.Id, cancellationToken) is null
                && IsOf(source, new(document, null)) is { } found
            )
            {
                page.Take(found);
            }
        }
    }

    private async Task AddAsync(
        ListPage page,
        ListRequest request,
        ListStream stream,
        string? source,
        string cart,
        CancellationToken cancellationToken
    )
    {
        var query = OrderState.ByListing.Where(OrderListing.KeyOf(cart, stream.Status));
        query = request.From is { } from ? query.AtLeast(from) : query.AtLeast(DateTimeOffset.MinValue);
        query = stream.IsExact && request.To is { } to ? query.AtMost(to) : query;
        var isExact = source is null && (stream.IsExact || (request is { From: null, To: null } && !stream.IsMixed));
        if (isExact)
        {
            var count = await orders.CountAsync(query.Take(int.MaxValue), cancellationToken);
            page.Total += count;
            if (page.IsFull || page.Skip(count))
            {
                return;
            }
        }

        var read = 0;
        await foreach (var state in orders.AllAsync(query, cancellationToken))
        {
            if (page.IsFull && (isExact || ++read > MaxCounted))
            {
                return;
            }

            if (isExact && page.SkipOne())
            {
                continue;
            }

            if (!request.IsWithin(stream.Date(state)))
            {
                continue;
            }

            var found = await lookup.OfAsync(state, cancellationToken);
            if (isExact)
            {
                page.Add(found);
            }
            else if (request.List.Statuses.Contains(found.Status) && IsOf(source, found) is not null)
            {
                page.Take(found);
            }
        }
    }

    private static FoundOrder? IsOf(string? source, FoundOrder order) =>
        source is null || IsSame(order.Fields["order_source"], source) ? order : null;

    private static bool IsSame(string? one, string? other) =>
        string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>A page while it is filled.</summary>
    private sealed class ListPage(long skip, int limit)
    {
        private long toSkip = skip;

        public List<FoundOrder> Orders { get; } = [];
        public int Total { get; set; }
        public bool IsFull => Orders.Count >= limit;

        /// <summary>True if so many are before the page: then they count as skipped.</summary>
        public bool Skip(int count)
        {
            var isBefore = toSkip >= count;
            toSkip -= isBefore ? count : 0;
            return isBefore;
        }

        public bool SkipOne() => toSkip > 0 && toSkip-- > 0;

        /// <summary>Adds one that is counted already.</summary>
        public void Add(FoundOrder order) => Orders.Add(order);

        /// <summary>Counts one, and adds it if it is on the page.</summary>
        public void Take(FoundOrder order)
        {
            Total++;
            if (!SkipOne() && !IsFull)
            {
                Orders.Add(order);
            }
        }
    }
}
