using Crossdock.Adapters;
using Crossdock.Contracts;
using Crossdock.Platform.Connections;
using Crossdock.Platform.Observability;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;
using MassTransit;

namespace Crossdock.CartAdapter.Shipments;

/// <summary>Writes down that the cart is to be told of a parcel. Asked again, it answers again.</summary>
public sealed class ConfirmShipmentConsumer(
    IDocuments<ShipmentDocument> shipments,
    ConnectionSet<ICart> carts,
    WorkSignal<ShipmentDocument> signal,
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
            Shipment = context.Message,
            TraceParent = OrderTrace.Current,
        };
        shipment.DueNow(time.GetUtcNow());
        if (!await shipments.InsertAsync(shipment, context.CancellationToken))
        {
            await shipments.UpdateAsync(shipment.Id, Again, context.CancellationToken);
        }
        else if (await carts.FindAsync(shipment.Connection, context.CancellationToken) is null)
        {
            var (number, merchant) = (context.Message.OrderNumber, context.Message.Merchant);
            logger.WorkWithoutConnection($"A parcel of order {number}", merchant, shipment.Connection);
        }

        signal.Wake();
    }

    private bool Again(ShipmentDocument known)
    {
        switch (known.State)
        {
            case ShipmentState.Confirmed:
                break;
            case ShipmentState.Refused:
                // A person has released the order: the cart is asked once more.
                (known.State, known.Reason) = (ShipmentState.Sending, null);
                break;
            default:
                return false; // It is being worked on, and will be answered.
        }

        known.DueNow(time.GetUtcNow());
        return true;
    }
}
