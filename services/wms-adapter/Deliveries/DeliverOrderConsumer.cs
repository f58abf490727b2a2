using Crossdock.Contracts;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;
using MassTransit;

namespace Crossdock.WmsAdapter.Deliveries;

/// <summary>Writes down a delivery. Asked again, it says again what is known; a newer revision is taken over as long as nothing was sent.</summary>
public sealed class DeliverOrderConsumer(
    IDocuments<DeliveryDocument> deliveries,
    WorkSignal<DeliveryDocument> signal,
    TimeProvider time
) : IConsumer<DeliverOrder>
{
    public async Task Consume(ConsumeContext<DeliverOrder> context)
    {
        var delivery = DeliveryDocument.For(context.Message);
        delivery.DueNow(time.GetUtcNow());
        if (!await deliveries.InsertAsync(delivery, context.CancellationToken))
        {
            await deliveries.UpdateAsync(
                delivery.Id,
                known => Again(known, context.Message),
                context.CancellationToken
            );
        }

        signal.Wake();
    }

    private bool Again(DeliveryDocument known, DeliverOrder message)
    {
        if (known.State == DeliveryState.Pending && message.Revision > known.Delivery.Revision)
        {
            known.Delivery = message;
        }
        else if (
            known.State is DeliveryState.Pending or DeliveryState.Sending or DeliveryState.Importing
        )
        {
            return false; // It is being worked on, and will be answered.
        }

        known.DueNow(time.GetUtcNow());
        return true;
    }
}
