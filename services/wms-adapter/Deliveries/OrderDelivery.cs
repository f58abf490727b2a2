using Crossdock.Adapters;
using Crossdock.Platform.Connections;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;
using MassTransit;

namespace Crossdock.WmsAdapter.Deliveries;

/// <summary>Order Delivery: sends each delivery to the warehouse, once, and publishes the outcome. Each step has a file.</summary>
public sealed partial class OrderDelivery(
    IDocuments<DeliveryDocument> deliveries,
    ConnectionSet<IWarehouse> warehouses,
    IBus bus,
    DeliveryOptions options,
    TimeProvider time,
    ILogger<OrderDelivery> logger
) : Worker<DeliveryDocument>
{
    private const string NotAtWarehouse =
        "The cart shows parcels of it, and the warehouse does not have it: it was shipped by hand.";

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestPauseOfMissing = TimeSpan.FromHours(1);
    private static readonly TimeSpan MissingForLong = TimeSpan.FromDays(2);

    public override Query<DeliveryDocument> FollowUps(string connection) =>
        DeliveryDocument.ByFollowUp.Where(connection);

    public override async Task StepAsync(IReadOnlyList<DeliveryDocument> documents, CancellationToken cancellationToken)
    {
        foreach (var delivery in documents)
        {
            using var activity = delivery.Trace("deliver order");
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
                await bus.PublishDeliveryAsync(delivery, cancellationToken);
            }

            delivery.Done(next ?? (delivery.State == DeliveryState.Missing ? NextLook(delivery) : null));
        }
    }

    /// <returns>When the next step is due; null if only the messages are left to publish.</returns>
    private async Task<DateTimeOffset?> AdvanceAsync(
        DeliveryDocument delivery,
        IWarehouse warehouse,
        CancellationToken cancellationToken
    )
    {
        switch (delivery)
        {
            case { State: DeliveryState.Pending, CancelReason: { } reason }:
                (delivery.State, delivery.Reason) = (DeliveryState.Canceled, reason);
                return null;
            case { State: DeliveryState.Pending, Delivery.MustBeThere: true }:
                (delivery.State, delivery.Reason) = (DeliveryState.Refused, NotAtWarehouse);
                return null;
            case { State: DeliveryState.Pending, Delivery.HoldUntil: { } until } when until > time.GetUtcNow():
                delivery.Note =
                    $"It is sent to the warehouse on {until:yyyy-MM-dd}: it is to ship on {delivery.Delivery.StartDate:yyyy-MM-dd}.";
                return until;
            case { State: DeliveryState.Pending } when ReadingNeeded(delivery) is { } since:
                return await RereadAsync(delivery, since, cancellationToken);
            case { State: DeliveryState.Pending }:
                delivery.Note = null;
                return await SubmitAsync(delivery, warehouse, cancellationToken);
            case { State: DeliveryState.Refused, NotFoundCount: >= MaxNotFound }: // Stored before there was a state for it.
            case { State: DeliveryState.Sending or DeliveryState.Importing or DeliveryState.Missing }:
                return await FindAsync(delivery, warehouse, cancellationToken);
            case { State: DeliveryState.AtWarehouse, CancelReason: not null, CancelRefusal: null, Complete: false }:
                await CancelAsync(delivery, warehouse, cancellationToken);
                return null;
            default:
                return null; // A new parcel or note, or the router's repeated command.
        }
    }

    private DateTimeOffset? Take(DeliveryDocument delivery, Submission answer)
    {
        delivery.SentNote = answer.Note ?? delivery.SentNote;
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

    private DateTimeOffset NextLook(DeliveryDocument delivery)
    {
        var now = time.GetUtcNow();
        var longest =
            delivery.State == DeliveryState.Missing && now - delivery.SentAt > MissingForLong
                ? LongestPauseOfMissing
                : LongestPause;
        return now + Backoff.After(delivery.PollCount + 1, options.FirstLookAfter, longest, random: 0);
    }

    private async Task KeepAsync(DeliveryDocument delivery, CancellationToken cancellationToken)
    {
        if (!await deliveries.ReplaceAsync(delivery, cancellationToken))
        {
            throw new InvalidOperationException("Another worker has taken over the delivery.");
        }
    }
}
