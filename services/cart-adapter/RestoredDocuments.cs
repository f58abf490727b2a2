using Crossdock.CartAdapter.Orders;
using Crossdock.CartAdapter.Shipments;
using Crossdock.CartAdapter.Stock;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;

namespace Crossdock.CartAdapter;

/// <summary>What is true of the documents in a backup once they are restored.</summary>
internal static class RestoredDocuments
{
    /// <summary>
    /// The other services' backups may be older: the orders that were read for the first time so shortly before this one are published again
    /// although they are settled, and are settled again by whoever knows them.
    /// </summary>
    private static readonly TimeSpan Reopened = TimeSpan.FromDays(1);

    public static IEnumerable<RestoreRule> Rules =>
        [
            RestoreRule.For(CartOrderDocument.Collection, Publish),
            RestoreRule.For(ShipmentDocument.Collection, MayBeShown),
            RestoreRule.For(StockLevelDocument.Collection, SetAgain),
            RestoredPolls.Rule,
        ];

    private static bool Publish(CartOrderDocument order, StoreMark mark)
    {
        if (order is { Settled: not null, RedactedAt: null } && order.ReadAt > mark.BackupAt - Reopened)
        {
            order.Settled = null;
        }

        if (order.Settled is not null)
        {
            return false;
        }

        order.PublishCount = 0;
        order.Done(mark.RestoredAt);
        return true;
    }

    /// <summary>What the cart did not show then, it may show now.</summary>
    private static bool MayBeShown(ShipmentDocument shipment, StoreMark mark)
    {
        var isPending = shipment.State == ShipmentState.Pending;
        if (isPending)
        {
            shipment.State = ShipmentState.Sending;
            shipment.Done(mark.RestoredAt);
        }

        return isPending;
    }

    /// <summary>The cart may show a later level, which came between backup and restore and is not true any more.</summary>
    private static bool SetAgain(StockLevelDocument level, StoreMark mark)
    {
        level.Done(mark.RestoredAt);
        return true;
    }
}
