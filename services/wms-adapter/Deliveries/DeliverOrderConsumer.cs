using Crossdock.Contracts;
using Crossdock.Platform.Connections;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;
using MassTransit;

namespace Crossdock.WmsAdapter.Deliveries;

/// <summary>Writes down a delivery. Asked again, it says again what is known; a newer revision is taken over as long as nothing was sent.</summary>
public sealed class DeliverOrderConsumer(
    IDocuments<DeliveryDocument> deliveries,
    ConnectionSet<IWarehouse> warehouses,
    WorkSignal<DeliveryDocument> signal,
    TimeProvider time
) : IConsumer<DeliverOrder>
{
    public async Task Consume(ConsumeContext<DeliverOrder> context)
    {
        if (warehouses.Find(context.Message.Connection) is null)
        {
            await context.Publish(NobodyThere(context.Message), context.CancellationToken);
            return;
        }

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

    /// <summary>A route that leads nowhere: a person has to know, and can release the order once it leads somewhere.</summary>
    private static OrderRefused NobodyThere(DeliverOrder delivery) =>
        new()
        {
            OrderId = delivery.OrderId,
            DeliveryId = delivery.DeliveryId,
            Reason =
                $"There is no warehouse connection \"{delivery.Connection}\": set it up, or correct the route, then release the order.",
        };

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
