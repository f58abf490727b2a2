using Crossdock.Adapters;
using Crossdock.Contracts;
using Crossdock.Platform.Connections;
using Crossdock.Platform.Observability;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;
using MassTransit;

namespace Crossdock.CartAdapter.Shipments;

/// <summary>Stores a parcel that is to be confirmed, or corrected, in the cart. A repeat is answered again.</summary>
public sealed class ConfirmShipmentConsumer(
    IDocuments<ShipmentDocument> shipments,
    ConnectionSet<ICart> carts,
    WorkSignal<ShipmentDocument> signal,
    StoreMarkReader<CartAdapterModule> marks,
    TimeProvider time,
    ILogger<ConfirmShipmentConsumer> logger
) : IConsumer<ConfirmShipment>
{
    public async Task Consume(ConsumeContext<ConfirmShipment> context)
    {
        var shipment = new ShipmentDocument
        {
            Id = context.Message.ShipmentId.ToString("D"),
            Connection = context.Message.Connection,
            OrderNumber = context.Message.OrderNumber,
            Shipment = context.Message,
            TraceParent = OrderTrace.Current,
            // After a restore the cart may show it already.
            State = (await marks.ReadAsync(context.CancellationToken)).MayBeDone(time.GetUtcNow())
                ? ShipmentState.Sending
                : ShipmentState.Pending,
        };
        shipment.DueNow(time.GetUtcNow());
        if (!await shipments.InsertAsync(shipment, context.CancellationToken))
        {
            await shipments.UpdateAsync(shipment.Id, known => Again(known, context.Message), context.CancellationToken);
        }
        else if (await carts.FindAsync(shipment.Connection, context.CancellationToken) is null)
        {
            var (number, merchant) = (context.Message.OrderNumber, context.Message.Merchant);
            logger.WorkWithoutConnection($"A parcel of order {number}", merchant, shipment.Connection);
        }

        signal.Wake();
    }

    private bool Again(ShipmentDocument known, ConfirmShipment message)
    {
        if (message.Version > known.Shipment.Version)
        {
            // Corrected: the cart may show it as it was, which is looked for first.
            known.Shipment = message;
            known.State = known.State == ShipmentState.Pending ? ShipmentState.Pending : ShipmentState.Sending;
            (known.ConfirmedAt, known.Reason) = (null, null);
            known.DueNow(time.GetUtcNow());
            return true;
        }

        switch (known.State)
        {
            case ShipmentState.Confirmed:
                break;
            case ShipmentState.Refused:
                // A person has released the order: try the cart again.
                (known.State, known.Reason) = (ShipmentState.Sending, null);
                break;
            default:
                return false; // In progress; the worker will publish the outcome.
        }

        known.DueNow(time.GetUtcNow());
        return true;
    }
}
