using Crossdock.Contracts;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;
using MassTransit;

namespace Crossdock.WmsAdapter.Deliveries;

/// <summary>Stores that a delivery is to be canceled if that is still possible.</summary>
public sealed class CancelDeliveryConsumer(
    IDocuments<DeliveryDocument> deliveries,
    WorkSignal<DeliveryDocument> signal,
    StoreMarkReader<WmsAdapterModule> marks,
    TimeProvider time
) : IConsumer<CancelDelivery>
{
    public async Task Consume(ConsumeContext<CancelDelivery> context)
    {
        var (delivery, reason) = (context.Message.Delivery, context.Message.Reason);
        // The delivery's own command has not arrived yet, and must find it canceled.
        var unheard = DeliveryDocument.For(delivery);
        unheard.CancelReason = reason;
        unheard.DueNow(time.GetUtcNow());
        if (await marks.ReadAsync(context.CancellationToken) is var mark && mark.MayBeDone(time.GetUtcNow()))
        {
            unheard.MayBeSent(mark);
        }

        if (!await deliveries.InsertAsync(unheard, context.CancellationToken))
        {
            await deliveries.UpdateAsync(unheard.Id, known => Cancel(known, reason), context.CancellationToken);
        }

        signal.Wake();
    }

    private bool Cancel(DeliveryDocument known, string reason)
    {
        known.CancelReason ??= reason;
        known.DueNow(time.GetUtcNow());
        return true;
    }
}
