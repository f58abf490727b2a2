using Crossdock.OrderRouter.Orders;

namespace Crossdock.OrderRouter.Reconciliation;

/// <summary>What one comparison has found so far.</summary>
internal sealed class ComparisonRun(ReconciliationDocument reconciliation, DateTimeOffset youngest)
{
    public ReconciliationDocument Reconciliation => reconciliation;
    public HashSet<Guid> Seen { get; } = [];
    public HashSet<Guid> Listed { get; } = [];
    public HashSet<Guid> Differing { get; } = [];
    public List<DifferenceDocument> Found { get; } = [];
    public Dictionary<string, OrderState> ByReference { get; } = new(StringComparer.OrdinalIgnoreCase);
    public int Moving { get; private set; }

    public void Take(Guid id, string connection, OrderState order, Difference? difference, DateTimeOffset? since = null)
    {
        Seen.Add(id);
        if (connection == order.Connection)
        {
            Listed.Add(id);
        }

        foreach (var sent in order.EarlierDeliveries.Select(one => one.Command).Append(order.Delivery))
        {
            if (sent is not null)
            {
                ByReference[sent.Reference] = order;
            }
        }

        if (difference is null)
        {
            return;
        }

        if (!difference.IsMended && order.UpdatedAt > youngest)
        {
            Moving++;
            return;
        }

        Differing.Add(id);
        var found = DifferenceDocument.For(reconciliation, Found.Count, connection, order, difference);
        found.Since = since ?? found.Since;
        Found.Add(found);
    }
}
