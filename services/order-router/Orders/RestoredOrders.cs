using Crossdock.Platform.Storage;

namespace Crossdock.OrderRouter.Orders;

/// <summary>What is true of the orders in a backup once they are restored.</summary>
internal static class RestoredOrders
{
    public static RestoreRule Rule { get; } = RestoreRule.For(OrderState.Collection, Change);

    /// <summary>What the cart shows as shipped may have been shipped by us since the backup, and is not judged as shipped by hand.</summary>
    private static bool Change(OrderState order, StoreMark mark)
    {
        if (order.HasEnded())
        {
            return false;
        }

        order.ParcelsUnknownBefore = mark.RestoredAt;
        return true;
    }
}
