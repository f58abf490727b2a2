using Crossdock.Adapters;
using Crossdock.Platform.Connections;
using Crossdock.Platform.Observability;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;

namespace Crossdock.WmsAdapter.Deliveries;

/// <summary>Order Delivery: sends each delivery to the warehouse, once, and publishes the outcome.</summary>
public sealed partial class OrderDelivery(
    IDocuments<DeliveryDocument> deliveries,
    ConnectionSet<IWarehouse> warehouses,
    DeliveryPublisher announcer,
    DeliveryOptions options,
    TimeProvider time,
    ILogger<OrderDelivery> logger
) : Worker<DeliveryDocument>
{
    private const int MaxNotFound = 100;
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    public override async Task StepAsync(IReadOnlyList<DeliveryDocument> documents, CancellationToken cancellationToken)
    {
        foreach (var delivery in documents)
        {
            using var activity = OrderTrace.Start("deliver order", delivery);
            var warehouse = warehouses[delivery.Connection].External;
            var (state, note) = (delivery.State, delivery.Note);
            var next = await AdvanceAsync(delivery, warehouse, cancellationToken);
            if (delivery.State != state && delivery.HasEnded())
            {
                // After this message the order may be sent as another delivery, so the end of this one is stored first.
                await KeepAsync(delivery, cancellationToken);
            }

            if (next is null || delivery.Note != note)
            {
                await announcer.PublishAsync(delivery, cancellationToken);
            }

            delivery.Done(next);
        }
    }

    /// <returns>When the next step is due; null if nothing is left to do for now.</returns>
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
            case DeliveryState.Pending when delivery.Delivery.HoldUntil is { } until && until > time.GetUtcNow():
                delivery.Note =
                    $"It is sent to the warehouse on {until:yyyy-MM-dd}: it is to ship on {delivery.Delivery.StartDate:yyyy-MM-dd}.";
                return until;
            case DeliveryState.Pending:
                delivery.Note = null;
                return await SubmitAsync(delivery, warehouse, cancellationToken);
            case DeliveryState.Sending:
            case DeliveryState.Importing:
                return await LookAsync(delivery, warehouse, cancellationToken);
            case DeliveryState.AtWarehouse
                when delivery is { CancelReason: not null, CancelRefusal: null, Complete: false }:
                await Canceling.CancelAsync(delivery, warehouse, cancellationToken);
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
        (delivery.State, delivery.SentAt, delivery.PollCount) = (DeliveryState.Sending, time.GetUtcNow(), 0);
        await KeepAsync(delivery, cancellationToken);
        try
        {
            return Take(delivery, await warehouse.SubmitAsync(delivery.Delivery, cancellationToken));
        }
        catch (ConnectionProblemException e) when (e.Problem == ConnectionProblem.Refused)
        {
            return Take(delivery, new Submission.Refused(e.Message));
        }
        catch (ConnectionProblemException e) when (e.NothingWasDone)
        {
            delivery.NotThere(); // Definitely not sent.
            throw;
        }
    }

    private async Task<DateTimeOffset?> LookAsync(
        DeliveryDocument delivery,
        IWarehouse warehouse,
        CancellationToken cancellationToken
    )
    {
        delivery.PollCount++;
        Submission? found;
        try
        {
            found = await warehouse.FindAsync(delivery.Delivery.Reference, cancellationToken);
        }
        catch (ConnectionProblemException e) when (e.Problem == ConnectionProblem.Refused)
        {
            // It may have arrived: it is not sent again, however long this lasts.
            delivery.Note = $"The warehouse refuses to look up the order as {delivery.Delivery.Reference}: {e.Message}";
            return NotFoundCount(delivery, delivery.Note);
        }

        if (found is not null)
        {
            (delivery.NotFoundCount, delivery.Note) = (0, null);
            return Take(delivery, found);
        }

        var certainFrom = delivery.SentAt!.Value + options.UnclearGrace;
        if (delivery.State == DeliveryState.Sending && time.GetUtcNow() >= certainFrom)
        {
            DeliveryNotThere(
                logger,
                delivery.Delivery.OrderNumber,
                delivery.Delivery.OrderId,
                delivery.Delivery.Merchant,
                delivery.Connection
            );
            delivery.NotThere();
            return time.GetUtcNow();
        }

        // If the warehouse once confirmed it and no longer finds it, it is not sent again.
        return delivery.State == DeliveryState.Sending
            ? NextLook(delivery)
            : NotFoundCount(
                delivery,
                $"The warehouse received the order as {delivery.Delivery.Reference} and no longer finds it."
            );
    }

    /// <summary>It is unknown whether the warehouse has it: after many attempts a person decides.</summary>
    private DateTimeOffset? NotFoundCount(DeliveryDocument delivery, string why)
    {
        if (++delivery.NotFoundCount < MaxNotFound)
        {
            return NextLook(delivery);
        }

        delivery.Note = null;
        return Take(delivery, new Submission.Refused($"{why} Contact the warehouse, then release the order."));
    }

    private DateTimeOffset? Take(DeliveryDocument delivery, Submission answer)
    {
        switch (answer)
        {
            case Submission.Accepted accepted:
                (delivery.State, delivery.WarehouseNumber) = (DeliveryState.AtWarehouse, accepted.WarehouseNumber);
                delivery.DeliveredAt ??= time.GetUtcNow();
                // If a cancellation came meanwhile, it is the next step.
                return delivery.CancelReason is null ? null : time.GetUtcNow();
            case Submission.Refused refused:
                (delivery.State, delivery.Reason) = (DeliveryState.Refused, refused.Reason);
                return null;
            default:
                delivery.State = DeliveryState.Importing;
                return NextLook(delivery);
        }
    }

    private async Task KeepAsync(DeliveryDocument delivery, CancellationToken cancellationToken)
    {
        if (!await deliveries.ReplaceAsync(delivery, cancellationToken))
        {
            throw new InvalidOperationException("Another worker has taken over the delivery.");
        }
    }

    private DateTimeOffset NextLook(DeliveryDocument delivery) =>
        time.GetUtcNow() + Backoff.After(delivery.PollCount + 1, options.FirstLookAfter, LongestPause, random: 0);

    [LoggerMessage(
        LogLevel.Warning,
        "Order {OrderNumber} ({OrderId}) of {Merchant} did not arrive at {Connection} after an unclear answer, and is sent again"
    )]
    private static partial void DeliveryNotThere(
        ILogger logger,
        string orderNumber,
        Guid orderId,
        string merchant,
        string connection
    );
}
