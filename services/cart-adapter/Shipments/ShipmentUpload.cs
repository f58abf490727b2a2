using Crossdock.Adapters;
using Crossdock.Contracts;
using Crossdock.Platform.Connections;
using Crossdock.Platform.Messaging;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;
using MassTransit;

namespace Crossdock.CartAdapter.Shipments;

/// <summary>Shipment Upload: confirms each parcel in the cart, once.</summary>
public sealed partial class ShipmentUpload(
    IDocuments<ShipmentDocument> shipments,
    ConnectionSet<ICart> carts,
    IBus bus,
    TimeProvider time,
    ILogger<ShipmentUpload> logger
) : Worker<ShipmentDocument>
{
    public override async Task StepAsync(IReadOnlyList<ShipmentDocument> documents, CancellationToken cancellationToken)
    {
        foreach (var document in documents)
        {
            using var activity = document.Trace("confirm shipment");
            if (document.State is ShipmentState.Pending or ShipmentState.Sending)
            {
                await ConfirmAsync(document, cancellationToken);
            }

            await AnswerAsync(document, cancellationToken);
            document.Done();
        }
    }

    private async Task ConfirmAsync(ShipmentDocument document, CancellationToken cancellationToken)
    {
        var before = document.State;
        (document.State, document.SentAt) = (ShipmentState.Sending, time.GetUtcNow());
        if (!await shipments.ReplaceAsync(document, cancellationToken))
        {
            throw new InvalidOperationException("Another worker has taken over the shipment.");
        }

        try
        {
            await carts[document.Connection]
                .External.ConfirmShipmentAsync(
                    document.Shipment,
                    maybeSent: before == ShipmentState.Sending,
                    cancellationToken
                );
            (document.State, document.ConfirmedAt) = (ShipmentState.Confirmed, time.GetUtcNow());
        }
        catch (ConnectionProblemException e) when (e.Problem == ConnectionProblem.Refused)
        {
            (document.State, document.Reason) = (ShipmentState.Refused, e.Message);
            var (orderId, number) = (document.Shipment.OrderId, document.Shipment.OrderNumber);
            ShipmentRefused(logger, number, orderId, document.Shipment.Merchant, document.Connection, e.Message);
        }
        catch (ConnectionProblemException e) when (e.NothingWasDone)
        {
            document.State = before; // Definitely not confirmed.
            throw;
        }
    }

    private Task AnswerAsync(ShipmentDocument document, CancellationToken cancellationToken)
    {
        var (orderId, shipmentId) = (document.Shipment.OrderId, document.Shipment.ShipmentId);
        return document.State == ShipmentState.Confirmed
            ? bus.PublishAsync(
                new ShipmentConfirmed
                {
                    OrderId = orderId,
                    ShipmentId = shipmentId,
                    Version = document.Shipment.Version,
                    ConfirmedAt = document.ConfirmedAt!.Value,
                },
                cancellationToken
            )
            : bus.PublishAsync(
                new ShipmentRefused
                {
                    OrderId = orderId,
                    ShipmentId = shipmentId,
                    Version = document.Shipment.Version,
                    Reason = document.Reason!,
                },
                cancellationToken
            );
    }

    [LoggerMessage(
        LogLevel.Warning,
        "The cart refused a shipment of order {OrderNumber} ({OrderId}) of {Merchant} at {Connection}: {Reason}"
    )]
    private static partial void ShipmentRefused(
        ILogger logger,
        string orderNumber,
        Guid orderId,
        string merchant,
        string connection,
        string reason
    );
}
