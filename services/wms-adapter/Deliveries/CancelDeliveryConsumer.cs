using Crossdock.Contracts;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;
using MassTransit;

namespace Crossdock.WmsAdapter.Deliveries;

/// <summary>Writes down that a delivery is to be canceled where that is still possible.</summary>
public sealed class CancelDeliveryConsumer(
    IDocuments<DeliveryDocument> deliveries,
    WorkSignal<DeliveryDocument> signal,
    TimeProvider time
) : IConsumer<CancelDelivery>
{
    public async Task Consume(ConsumeContext<CancelDelivery> context)
    {
        // A delivery that is not known here yet: its command is still on the way, and the order is said again later.
        await deliveries.UpdateAsync(
            context.Message.DeliveryId.ToString("D"),
            known => Cancel(known, context.Message.Reason),
            context.CancellationToken
        );
        signal.Wake();
    }

    private bool Cancel(DeliveryDocument known, string reason)
    {
        known.CancelReason ??= reason;
        known.DueNow(time.GetUtcNow());
        return true;
    }
}
