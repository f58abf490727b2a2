using Crossdock.Adapters;
using Crossdock.Contracts;

namespace Crossdock.WmsAdapter.Deliveries;

/// <summary>What a warehouse's status changes in a delivery. Pure but for the delivery.</summary>
public static class ProgressRules
{
    /// <summary>Whether the status says anything that was not known: a step through the building is none.</summary>
    public static bool IsNews(DeliveryDocument delivery, DeliveryProgress progress) =>
        delivery.State == DeliveryState.AtWarehouse
        && (!delivery.Complete || progress.Kind == ProgressKind.Returned)
        && (delivery.Progress, delivery.Status) != (progress.Kind, progress.Status)
        && (delivery.Progress, progress.Kind) != (ProgressKind.Moving, ProgressKind.Moving);

    /// <param name="since">The status moved at this moment or later.</param>
    /// <returns>Whether anything is to be saved.</returns>
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

        Add(delivery, parcels);
        var parcelsMissingSince = delivery.ParcelsMissingSince ?? since;
        delivery.ParcelsMissingSince = null;
        (delivery.Progress, delivery.Status) = (progress.Kind, progress.Status);
        // "Shipped" without a single parcel is a status that ran ahead of the packing list: look again when it comes.
        delivery.Complete |= progress.Kind == ProgressKind.Shipped && delivery.Shipments.Count > 0;
        if (progress.Kind == ProgressKind.Shipped && !delivery.Complete)
        {
            delivery.Status = null;
            return WaitForParcels(
                delivery,
                "The warehouse says it is shipped and lists no parcel with a tracking number: ask the warehouse.",
                parcelsMissingSince,
                now
            );
        }

        var note = delivery.Note;
        delivery.Note = NoteFor(progress);
        if (progress.Kind == ProgressKind.Canceled)
        {
            (delivery.State, delivery.Reason) = (
                DeliveryState.Canceled,
                delivery.CancelReason ?? $"The warehouse canceled it ({progress.Status})."
            );
        }

        if (progress.Kind != ProgressKind.Moving || note is not null)
        {
            delivery.DueNow(now);
        }

        return true;
    }

    /// <summary>The warehouse says that it shipped and not what: a person should know, and it is asked again with each run.</summary>
    /// <returns>Whether anything is to be saved.</returns>
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

    /// <summary>Adds the parcels that are not known yet.</summary>
    public static void Add(DeliveryDocument delivery, IReadOnlyList<Parcel> parcels)
    {
        var known = delivery.Shipments.Select(s => s.ShipmentId).ToHashSet();
        delivery.Shipments.AddRange(
            parcels.Select(parcel => ToShipment(delivery, parcel)).Where(s => known.Add(s.ShipmentId))
        );
    }

    private static string? NoteFor(DeliveryProgress progress) =>
        progress.Kind switch
        {
            ProgressKind.Held => $"The warehouse holds it: {progress.Status}. Ask the warehouse what it waits for.",
            ProgressKind.Returned => $"A parcel came back to the warehouse: {progress.Status}.",
            _ => null,
        };

    private static ShipmentTracked ToShipment(DeliveryDocument delivery, Parcel parcel) =>
        new()
        {
            ShipmentId = DerivedId.OfShipment(delivery.Delivery.DeliveryId, parcel.ParcelId, parcel.TrackingNumber),
            OrderId = delivery.Delivery.OrderId,
            DeliveryId = delivery.Delivery.DeliveryId,
            Carrier = parcel.Carrier,
            Service = parcel.Service,
            TrackingNumber = parcel.TrackingNumber,
            ShippedAt = parcel.ShippedAt,
            WeightPounds = parcel.WeightPounds,
            Items = parcel.Items,
        };
}
