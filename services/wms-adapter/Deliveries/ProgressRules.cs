using Crossdock.Adapters;

namespace Crossdock.WmsAdapter.Deliveries;

/// <summary>Applies a warehouse's status to a delivery. Pure except that it changes the delivery.</summary>
public static class ProgressRules
{
    /// <summary>True if the status is new information; steps within the building are not.</summary>
    public static bool IsNews(DeliveryDocument delivery, DeliveryProgress progress) =>
        delivery.State switch
        {
            DeliveryState.AtWarehouse => delivery.ParcelsMissingSince is not null
                || NamesOtherNumbers(delivery, progress)
                || (
                    (!delivery.Complete || progress.Kind == ProgressKind.Returned)
                    && IsOther(delivery, progress)
                    && (delivery.Progress, progress.Kind) != (ProgressKind.Moving, ProgressKind.Moving)
                ),
            // What ships although it was canceled counts, and so does what the warehouse opens again.
            DeliveryState.Canceled when delivery.WarehouseNumber is not null => HasShipped(progress)
                ? NamesOtherNumbers(delivery, progress) || IsOther(delivery, progress)
                : IsOpenedAgain(delivery, progress)
                    || (progress.Kind == ProgressKind.Canceled && delivery.Progress != ProgressKind.Canceled),
            _ => false,
        };

    private static bool IsOther(DeliveryDocument delivery, DeliveryProgress progress) =>
        (delivery.Progress, delivery.Status) != (progress.Kind, progress.Status);

    private static bool HasShipped(DeliveryProgress progress) =>
        progress.Kind is ProgressKind.PartlyShipped or ProgressKind.Shipped;

    /// <summary>True if a parcel was added, or its tracking number corrected, without another status.</summary>
    private static bool NamesOtherNumbers(DeliveryDocument delivery, DeliveryProgress progress) =>
        HasShipped(progress)
        && progress.TrackingNumbers.Count > 0
        && !progress.TrackingNumbers.ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(delivery.NamedNumbers);

    /// <summary>A status from before our cancellation may be read after it; one that follows "canceled" was given after it.</summary>
    private static bool IsOpenedAgain(DeliveryDocument delivery, DeliveryProgress progress) =>
        delivery is { State: DeliveryState.Canceled, Progress: ProgressKind.Canceled }
        && progress.Kind is ProgressKind.Moving or ProgressKind.Held;

    /// <param name="since">The status changed at this time or later.</param>
    /// <returns>True if the delivery has to be saved.</returns>
    public static bool Apply(
        DeliveryDocument delivery,
        DeliveryProgress progress,
        IReadOnlyList<Parcel> parcels,
        DateTimeOffset since,
        DateTimeOffset now
    )
    {
        if (!IsNews(delivery, progress))
        {
            return false;
        }

        var hasNewParcels = delivery.Add(parcels);
        if (IsOpenedAgain(delivery, progress))
        {
            delivery.Turn++;
            (delivery.State, delivery.Reason, delivery.CancelRefusal) = (DeliveryState.AtWarehouse, null, null);
            delivery.DueNow(now);
        }

        var parcelsMissingSince = delivery.ParcelsMissingSince ?? since;
        delivery.ParcelsMissingSince = null;
        (delivery.Progress, delivery.Status) = (progress.Kind, progress.Status);
        delivery.NamedNumbers = progress.TrackingNumbers;
        // "Shipped" without any parcel: the status is ahead of the packing list, so the parcels are requested again.
        delivery.Complete |= progress.Kind == ProgressKind.Shipped && delivery.Parcels.Count > 0;
        if (progress.Kind == ProgressKind.Shipped && !delivery.Complete)
        {
            delivery.Status = null;
            return WaitForParcels(
                delivery,
                "The warehouse reports it as shipped but lists no parcel with a tracking number: contact the warehouse.",
                parcelsMissingSince,
                now
            );
        }

        var note = delivery.Note;
        delivery.Note = NoteFor(progress);
        if (progress.Kind == ProgressKind.Canceled && delivery.State != DeliveryState.Canceled)
        {
            (delivery.State, delivery.Reason) = (
                DeliveryState.Canceled,
                delivery.CancelReason ?? $"The warehouse canceled the delivery ({progress.Status})."
            );
        }

        if (progress.Kind != ProgressKind.Moving || note is not null || hasNewParcels)
        {
            delivery.DueNow(now);
        }

        return true;
    }

    /// <summary>The warehouse reports it as shipped without parcels: sets a note, and requests the parcels again with each poll.</summary>
    /// <returns>True if the delivery has to be saved.</returns>
    public static bool WaitForParcels(DeliveryDocument delivery, string note, DateTimeOffset since, DateTimeOffset now)
    {
        delivery.ParcelsMissingSince ??= since;
        if (delivery.Note != note)
        {
            delivery.Note = note;
            delivery.DueNow(now);
        }

        return true;
    }

    private static string? NoteFor(DeliveryProgress progress) =>
        progress.Kind switch
        {
            ProgressKind.Held =>
                $"The warehouse holds the delivery: {progress.Status}. Contact the warehouse to find out why.",
            ProgressKind.Returned => $"A parcel was returned to the warehouse: {progress.Status}.",
            _ => null,
        };
}
