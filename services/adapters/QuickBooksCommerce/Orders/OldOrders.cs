using System.Collections.Concurrent;
using Crossdock.Adapters.QuickBooksCommerce.Wire;

namespace Crossdock.Adapters.QuickBooksCommerce.Orders;

/// <summary>
/// Orders that came with a time before the one asked for: from a service that passes over updated_at_min, or with a time that is wrong.
/// Each is taken once as it is, so that neither loses an order nor costs calls at every read.
/// </summary>
internal sealed class OldOrders
{
    private const int MaxRemembered = 100_000;
    private readonly ConcurrentDictionary<long, DateTimeOffset?> taken = new();
    private readonly ConcurrentDictionary<long, DateTimeOffset?> reading = new();

    public bool IsNews(OrderObject order)
    {
        var id = order.Id ?? 0;
        if (taken.Count >= MaxRemembered || (taken.TryGetValue(id, out var known) && known == order.UpdatedAt))
        {
            return false;
        }

        reading[id] = order.UpdatedAt;
        return true;
    }

    /// <summary>The caller has taken all that was read.</summary>
    public void Taken()
    {
        foreach (var (id, moment) in reading)
        {
            taken[id] = moment;
        }

        reading.Clear();
    }
}
