using Crossdock.Platform.Storage;

namespace Crossdock.WmsAdapter.Deliveries;

/// <summary>What is true of the deliveries in a backup once they are restored.</summary>
internal static class RestoredDeliveries
{
    public static RestoreRule Rule { get; } = RestoreRule.For(DeliveryDocument.Collection, Change);

    /// <summary>What the warehouse did not have then, it may have now.</summary>
    private static bool Change(DeliveryDocument delivery, StoreMark mark)
    {
        var isPending = delivery.State == DeliveryState.Pending;
        if (isPending)
        {
            delivery.MayBeSent(mark);
            delivery.Done(mark.RestoredAt);
        }

        return isPending;
    }
}
