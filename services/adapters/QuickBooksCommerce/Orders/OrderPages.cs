using System.Runtime.CompilerServices;
using Crossdock.Adapters.QuickBooksCommerce.Http;
using Crossdock.Adapters.QuickBooksCommerce.Wire;

namespace Crossdock.Adapters.QuickBooksCommerce.Orders;

/// <summary>
/// Reads all changed orders although they go on changing. An order that changes during the read moves to the end of the list,
/// all behind it move up by one, and the next page number would begin one too late. So the read does not go on by page number
/// but from the time of the last order seen, once more from page one, and leaves out what it has seen.
/// <para>
/// Where that gets nowhere (a page full of orders of the same moment, a server that does not keep the order asked for) it does
/// go on by page number, counts at the end whether all that the list has were seen, and if not reads once more.
/// </para>
/// </summary>
internal sealed class OrderPages(ICommerceApi api, OldOrders old)
{
    /// <summary>[?] Whether updated_at_min includes the moment itself is not known; the shortest step back makes sure.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMilliseconds(1);

    /// <summary>All statuses by name: voided and deleted orders are hidden unless asked for.</summary>
    public static readonly IReadOnlyList<string> Statuses =
    [
        "draft",
        "active",
        "finalized",
        "fulfilled",
        "void",
        "deleted",
    ];

    public async IAsyncEnumerable<IReadOnlyList<OrderObject>> ChangedSinceAsync(
        DateTimeOffset since,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var seen = new HashSet<(long, DateTimeOffset?)>();
        var nameless = new HashSet<string>(StringComparer.Ordinal);
        var counted = new HashSet<long>();
        var foundAny = false;
        var from = since > DateTimeOffset.UnixEpoch ? since - Overlap : DateTimeOffset.UnixEpoch;
        var page = 1;
        while (true)
        {
            Pagination.Bound(page);
            var answer = await api.ListOrdersAsync(Texts.Of(from), Statuses, page, cancellationToken).ReadAsync();
            var orders = answer.Body.Of(body => body.Orders);
            counted.UnionWith(orders.Select(order => order.Id ?? 0));
            var fresh = orders.Where(IsFresh).ToList();
            if (fresh.Count > 0)
            {
                foundAny = true;
                yield return fresh;
            }

            if (answer.Pagination.IsLast(orders.Count))
            {
                if (page == 1 || !foundAny || counted.Count >= answer.Pagination.TotalRecords)
                {
                    yield break;
                }

                page = 1;
                foundAny = false;
                counted.Clear();
            }
            else if (page == 1 && Later(orders, from) is { } later)
            {
                from = later;
                counted.Clear();
            }
            else
            {
                page++;
            }
        }

        bool IsFresh(OrderObject order) =>
            order.Id is { } id
                ? (!IsBefore(order, since) || old.IsNews(order)) && seen.Add((id, order.UpdatedAt))
                : nameless.Add(order.OrderNumber ?? "");
    }

    /// <summary>
    /// True where a service that passes over updated_at_min gives an order that nobody asked for. A moment that is shown without a
    /// fraction may have been any in its second.
    /// </summary>
    private static bool IsBefore(OrderObject order, DateTimeOffset since) =>
        order.UpdatedAt is { } moment
        && moment + (moment.Ticks % TimeSpan.TicksPerSecond == 0 ? TimeSpan.FromSeconds(1) : Overlap) <= since;

    /// <summary>
    /// Where to go on from: the moment of the last order. Null where that gets nowhere, because most of the page would be read again, or
    /// where the page does not prove that it is in the order asked for. A page that rises by id as well may come from a service that sorts
    /// by id: there a changed order at its end would be taken for the latest of all, and what follows would be skipped.
    /// </summary>
    private static DateTimeOffset? Later(IReadOnlyList<OrderObject> orders, DateTimeOffset from)
    {
        // Moments are sent cut to milliseconds, so that orders from a little before are no sign of disobedience.
        var last = from - Overlap;
        var id = 0L;
        var isSorted = false;
        foreach (var order in orders)
        {
            if (order.UpdatedAt is not { } moment || moment < last)
            {
                return null;
            }

            isSorted |= moment > last && order.Id < id;
            (last, id) = (moment, order.Id ?? 0);
        }

        var later = last - Overlap;
        var left = orders.Count(order => order.UpdatedAt < later);
        return isSorted && later > from && left * 2 >= orders.Count ? later : null;
    }
}
