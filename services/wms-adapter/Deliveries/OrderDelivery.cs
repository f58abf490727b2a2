using Crossdock.Platform.Connections;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Telemetry;
using Crossdock.Platform.Work;
using Crossdock.WmsAdapter.Shipments;

namespace Crossdock.WmsAdapter.Deliveries;

/// <summary>The field's Order Delivery: brings each delivery to the warehouse, once, and says how it went.</summary>
public sealed partial class OrderDelivery(
    IDocuments<DeliveryDocument> deliveries,
    ConnectionSet<IWarehouse> warehouses,
    DeliveryAnnouncer announcer,
    DeliveryOptions options,
    TimeProvider time,
    ILogger<OrderDelivery> logger
) : Worker<DeliveryDocument>
{
    private const int MostMissed = 100;
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    public override async Task StepAsync(
        IReadOnlyList<DeliveryDocument> documents,
        CancellationToken cancellationToken
    )
    {
        foreach (var delivery in documents)
        {
            using var activity = OrderTrace.Start("deliver order", delivery);
            var warehouse = warehouses[delivery.Connection].Outside;
            var next = await AdvanceAsync(delivery, warehouse, cancellationToken);
            if (next is null)
            {
                await announcer.AnnounceAsync(delivery, cancellationToken);
            }

            delivery.Done(next);
        }
    }

    /// <returns>When to look again; null where the delivery has come to rest for now.</returns>
    private async Task<DateTimeOffset?> AdvanceAsync(
        DeliveryDocument delivery,
        IWarehouse warehouse,
        CancellationToken cancellationToken
    )
    {
        switch (delivery.State)
        {
            case DeliveryState.Pending when delivery.CancelReason is not null:
                (delivery.State, delivery.Reason) = (DeliveryState.Canceled, delivery.CancelReason);
                return null;
            case DeliveryState.Pending:
                return await SubmitAsync(delivery, warehouse, cancellationToken);
            case DeliveryState.Sending:
            case DeliveryState.Importing:
                return await LookAsync(delivery, warehouse, cancellationToken);
            case DeliveryState.AtWarehouse
                when delivery is { CancelReason: not null, CancelRefusal: null, Complete: false }:
                await CancelAsync(delivery, warehouse, cancellationToken);
                return null;
            default:
                return null;
        }
    }

    private async Task<DateTimeOffset?> SubmitAsync(
        DeliveryDocument delivery,
        IWarehouse warehouse,
        CancellationToken cancellationToken
    )
    {
        (delivery.State, delivery.SentAt, delivery.Looks) = (
            DeliveryState.Sending,
            time.GetUtcNow(),
            0
        );
        if (!await deliveries.ReplaceAsync(delivery, cancellationToken))
        {
            throw new InvalidOperationException("Somebody else has taken the delivery over.");
        }

        try
        {
            return Take(
                delivery,
                await warehouse.SubmitAsync(delivery.Delivery, cancellationToken)
            );
        }
        catch (ConnectionProblemException e) when (e.Problem == ConnectionProblem.Refused)
        {
            return Take(delivery, new Submission.Refused(e.Message));
        }
        catch (ConnectionProblemException e) when (e.NothingWasDone)
        {
            delivery.State = DeliveryState.Pending; // It is certain that nothing was done.
            throw;
        }
    }

    private async Task<DateTimeOffset?> LookAsync(
        DeliveryDocument delivery,
        IWarehouse warehouse,
        CancellationToken cancellationToken
    )
    {
        delivery.Looks++;
        if (await warehouse.FindAsync(delivery.Delivery.Reference, cancellationToken) is { } found)
        {
            delivery.Missed = 0;
            return Take(delivery, found);
        }

        var certainFrom = delivery.SentAt!.Value + options.UnclearGrace;
        if (delivery.State == DeliveryState.Sending && time.GetUtcNow() >= certainFrom)
        {
            LogNotThere(
                logger,
                delivery.Delivery.OrderNumber,
                delivery.Delivery.OrderId,
                delivery.Delivery.Merchant,
                delivery.Connection
            );
            delivery.State = DeliveryState.Pending;
            return time.GetUtcNow();
        }

        // What the warehouse once said it had and now does not find is not sent again: a person decides.
        return delivery.State == DeliveryState.Sending || ++delivery.Missed < MostMissed
            ? NextLook(delivery)
            : Take(
                delivery,
                new Submission.Refused(
                    $"The warehouse took the order as {delivery.Delivery.Reference} and does not find it any more: ask the warehouse, then release the order."
                )
            );
    }

    private DateTimeOffset? Take(DeliveryDocument delivery, Submission answer)
    {
        switch (answer)
        {
            case Submission.Accepted accepted:
                (delivery.State, delivery.WarehouseNumber) = (
                    DeliveryState.AtWarehouse,
                    accepted.WarehouseNumber
                );
                delivery.DeliveredAt ??= time.GetUtcNow();
                // A cancellation that came meanwhile is the next step.
                return delivery.CancelReason is null ? null : time.GetUtcNow();
            case Submission.Refused refused:
                (delivery.State, delivery.Reason) = (DeliveryState.Refused, refused.Reason);
                return null;
            default:
                delivery.State = DeliveryState.Importing;
                return NextLook(delivery);
        }
    }

    private static async Task CancelAsync(
        DeliveryDocument delivery,
        IWarehouse warehouse,
        CancellationToken cancellationToken
    )
    {
        switch (await warehouse.CancelAsync(delivery.WarehouseNumber!, cancellationToken))
        {
            case Cancellation.TooLate tooLate:
                delivery.CancelRefusal = tooLate.Reason;
                break;
            case Cancellation.Done:
                // What left before is out, and the router must hear of it together with the cancellation.
                await AddParcelsAsync(delivery, warehouse, cancellationToken);
                (delivery.State, delivery.Reason) = (DeliveryState.Canceled, delivery.CancelReason);
                break;
            default:
                // Where the warehouse has no such ticket, there is nothing left that it could ship.
                (delivery.State, delivery.Reason) = (DeliveryState.Canceled, delivery.CancelReason);
                break;
        }
    }

    private static async Task AddParcelsAsync(
        DeliveryDocument delivery,
        IWarehouse warehouse,
        CancellationToken cancellationToken
    )
    {
        try
        {
            ProgressRules.Add(
                delivery,
                await warehouse.ParcelsAsync(delivery.WarehouseNumber!, cancellationToken)
            );
        }
        catch (ConnectionProblemException e) when (e.Problem == ConnectionProblem.Refused)
        {
            // It names none.
        }
    }

    private DateTimeOffset NextLook(DeliveryDocument delivery) =>
        time.GetUtcNow()
        + Backoff.After(delivery.Looks + 1, options.LookFirst, LongestPause, random: 0);

    [LoggerMessage(
        EventId = 200,
        EventName = "DeliveryNotThere",
        Level = LogLevel.Warning,
        Message = "Order {OrderNumber} ({OrderId}) of {Merchant} did not arrive at {Connection} after an unclear answer, and is sent again"
    )]
    private static partial void LogNotThere(
        ILogger logger,
        string orderNumber,
        Guid orderId,
        string merchant,
        string connection
    );
}
