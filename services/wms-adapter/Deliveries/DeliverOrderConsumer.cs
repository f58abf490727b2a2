using Crossdock.Adapters;
using Crossdock.Contracts;
using Crossdock.Platform.Connections;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;
using MassTransit;

namespace Crossdock.WmsAdapter.Deliveries;

/// <summary>Stores a delivery. A repeat republishes what is known; a newer revision replaces one that has not arrived.</summary>
public sealed class DeliverOrderConsumer(
    IDocuments<DeliveryDocument> deliveries,
    ConnectionSet<IWarehouse> warehouses,
    WorkSignal<DeliveryDocument> signal,
    StoreMarkReader<WmsAdapterModule> marks,
    TimeProvider time
) : IConsumer<DeliverOrder>
{
    public async Task Consume(ConsumeContext<DeliverOrder> context)
    {
        var delivery = DeliveryDocument.For(context.Message);
        delivery.DueNow(time.GetUtcNow());
        if (await warehouses.FindAsync(delivery.Connection, context.CancellationToken) is null)
        {
            await RefuseAsync(context, delivery);
            return;
        }

        if (await marks.ReadAsync(context.CancellationToken) is var mark && mark.MayBeDone(time.GetUtcNow()))
        {
            delivery.MayBeSent(mark);
        }
        else if (context.Message.MustBeThere)
        {
            delivery.MustBeThere(time.GetUtcNow());
        }

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

    /// <summary>
    /// Without the connection no worker would ever answer. The refusal is stored: if the connection is created later,
    /// this delivery stays refused and only a released one is sent.
    /// </summary>
    private async Task RefuseAsync(ConsumeContext<DeliverOrder> context, DeliveryDocument delivery)
    {
        var name = delivery.Connection;
        delivery.Done();
        delivery.State = DeliveryState.Refused;
        delivery.Reason =
            $"There is no warehouse connection \"{name}\": create it, or correct the route that names it, then release the order.";
        var stored = await deliveries.InsertAsync(delivery, context.CancellationToken)
            ? delivery
            : await deliveries.FindAsync(delivery.Id, context.CancellationToken);
        await context.PublishDeliveryAsync(stored ?? delivery, context.CancellationToken);
    }

    private bool Again(DeliveryDocument known, DeliverOrder message)
    {
        var isNewer = message.Revision > (known.Newer ?? known.Delivery).Revision;
        switch (known.State)
        {
            case DeliveryState.Pending when isNewer || IsLaterReading(known.Delivery, message):
                known.Delivery = message;
                break;
            case DeliveryState.Sending when isNewer:
                known.Newer = message;
                return true;
            case DeliveryState.Pending or DeliveryState.Sending or DeliveryState.Importing:
                return false; // In progress; the worker will publish the outcome.
        }

        known.DueNow(time.GetUtcNow());
        return true;
    }

    private static bool IsLaterReading(DeliverOrder known, DeliverOrder message) =>
        message.Revision == known.Revision
        && message.ReadAt is { } at
        && (known.ReadAt is not { } before || at > before);
}
