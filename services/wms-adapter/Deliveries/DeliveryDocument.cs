using Crossdock.Adapters;
using Crossdock.Contracts;
using Crossdock.Platform.Observability;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;

namespace Crossdock.WmsAdapter.Deliveries;

/// <summary>The states of a delivery.</summary>
public enum DeliveryState
{
    /// <summary>Not sent. The warehouse definitely does not have it.</summary>
    Pending,

    /// <summary>About to be sent, or sent: look before sending again.</summary>
    Sending,

    /// <summary>The warehouse has received it, and has not accepted or refused it yet.</summary>
    Importing,
    AtWarehouse,
    Refused,
    Canceled,

    /// <summary>The warehouse received it and no longer finds it: a person decides, and it is still looked for.</summary>
    Missing,
}

/// <summary>What identified a parcel before its tracking number was corrected.</summary>
/// <param name="Parcel">Its place in <see cref="DeliveryDocument.Parcels"/>.</param>
public sealed record ParcelCorrection(int Parcel, string ParcelId, string TrackingNumber);

/// <summary>One delivery, from the command to the last parcel.</summary>
public sealed class DeliveryDocument : WorkDocument
{
    /// <summary>By the warehouse's own number.</summary>
    public static Index<DeliveryDocument> ByNumber { get; } = new(d => d.Connection, d => d.WarehouseNumber);

    /// <summary>By state, longest in it first.</summary>
    public static Index<DeliveryDocument> ByState { get; } = new(d => d.Connection, d => d.State, d => d.SentAt);

    /// <summary>Those whose parcels the warehouse has not reported yet.</summary>
    public static Index<DeliveryDocument> ByParcelsMissingSince { get; } =
        new(d => d.Connection, d => d.ParcelsMissingSince);

    /// <summary>Those that the warehouse may have: their next step must not wait until all others are sent.</summary>
    public static Index<DeliveryDocument> ByFollowUp { get; } = new(d => d.Connection, d => d.FollowUpDueAt);

    public static Index<DeliveryDocument> ByOrderNumber { get; } = new(d => d.OrderNumber);

    public static CollectionDefinition<DeliveryDocument> Collection { get; } =
        new(
            "deliveries",
            Worker<DeliveryDocument>.ByDue,
            ByNumber,
            ByState,
            ByParcelsMissingSince,
            ByOrderNumber,
            ByFollowUp
        );

    /// <summary>As in <see cref="Delivery"/>: an index takes a document's own properties only.</summary>
    public string? OrderNumber { get; set; }

    public required DeliverOrder Delivery { get; set; }

    /// <summary>A newer revision that came while <see cref="Delivery"/> may have been in transit: sent only if nothing of that arrived.</summary>
    public DeliverOrder? Newer { get; set; }
    public DeliveryState State { get; set; }

    /// <summary>When it was last sent to the warehouse.</summary>
    public DateTimeOffset? SentAt { get; set; }

    /// <summary>
    /// Set if the store comes from a backup and the delivery may have been sent after that: until when. It is looked for before it is sent.
    /// </summary>
    public DateTimeOffset? MayBeSentUntil { get; set; }

    /// <summary>How often the import was polled; before it is sent, how often the cart was asked to show the order again.</summary>
    public int PollCount { get; set; }

    /// <summary>How often in a row it was not found after the warehouse had received it, or the look-up was refused.</summary>
    public int NotFoundCount { get; set; }
    public string? WarehouseNumber { get; set; }

    /// <summary>Increases each time a delivery that had ended turns up, so that the messages about its end are known to be older.</summary>
    public int Turn { get; set; }
    public DateTimeOffset? DeliveredAt { get; set; }

    /// <summary>Why it was refused or canceled.</summary>
    public string? Reason { get; set; }

    /// <summary>Why it is to be canceled; null if it is not.</summary>
    public string? CancelReason { get; set; }

    /// <summary>Why the warehouse could not cancel it.</summary>
    public string? CancelRefusal { get; set; }

    /// <summary>The latest status at the warehouse.</summary>
    public ProgressKind Progress { get; set; }
    public string? Status { get; set; }

    /// <summary>What a person should know of how it was sent; it applies while the warehouse has it.</summary>
    public string? SentNote { get; set; }

    /// <summary>What a person should know, while it applies.</summary>
    public string? Note
    {
        get;
        set
        {
            field = value;
            Noted |= value is not null;
        }
    }

    /// <summary>True if there ever was a note: then its removal is published too.</summary>
    public bool Noted { get; set; }

    /// <summary>The parcels that have shipped, each with its latest tracking number.</summary>
    public List<Parcel> Parcels { get; set; } = [];

    /// <summary>Oldest first.</summary>
    public List<ParcelCorrection> Corrections { get; set; } = [];

    /// <summary>The tracking numbers that the warehouse named with its latest status.</summary>
    public IReadOnlyList<string> NamedNumbers { get; set; } = [];

    /// <summary>True once the warehouse has reported that no more parcels will ship.</summary>
    public bool Complete { get; set; }

    /// <summary>
    /// Set if the warehouse reports it as shipped without any parcel, or its number became known late: its status changed at this time or
    /// later, and is read again from there.
    /// </summary>
    public DateTimeOffset? ParcelsMissingSince { get; set; }

    /// <summary>When its next step is due once it was sent; null before. It follows from the rest, and is stored for its index.</summary>
    public DateTimeOffset? FollowUpDueAt
    {
        get => State == DeliveryState.Pending ? null : DueAt;
        private set { } // The driver of MongoDB stores what has a setter.
    }

    public override OrderName? Order() => new(Delivery.OrderId, Delivery.OrderNumber, Delivery.Merchant);

    /// <summary>True if it will never be sent again.</summary>
    public bool HasEnded() => State is DeliveryState.Refused or DeliveryState.Canceled or DeliveryState.Missing;

    /// <summary>The warehouse definitely does not have it: the newest revision is sent next.</summary>
    public void NotThere()
    {
        (Delivery, Newer) = (Newer ?? Delivery, null);
        if (MayBeSentUntil is { } since && !(Delivery.ReadSince > since))
        {
            // Another way than by the warehouse it may have been shipped all the same: the cart has to show that it was not.
            Delivery = Delivery with
            {
                ReadSince = since,
            };
            PollCount = 0;
        }

        (State, NotFoundCount, Note, SentNote, MayBeSentUntil) = (DeliveryState.Pending, 0, null, null, null);
    }

    /// <summary>Nobody knows whether it was sent between the backup that the store comes from and the restore.</summary>
    public void MayBeSent(StoreMark mark) =>
        (State, SentAt, MayBeSentUntil) = (DeliveryState.Sending, mark.BackupAt, mark.RestoredAt);

    /// <summary>Has a delivery looked for that another service's store may have forgotten.</summary>
    public void MustBeThere(DateTimeOffset now) =>
        (State, SentAt, MayBeSentUntil) = (
            DeliveryState.Sending,
            Delivery.OrderedAt < now ? Delivery.OrderedAt : now,
            now
        );

    /// <summary>Adds the parcels that are new, and corrects those whose tracking number is another one now.</summary>
    /// <param name="parcels">All that the warehouse reports.</param>
    /// <returns>True if there was any.</returns>
    public bool Add(IReadOnlyList<Parcel> parcels)
    {
        var before = (Parcels.Count, Corrections.Count);
        foreach (var parcel in parcels.ExceptBy(Parcels.Select(Identity), Identity).ToList())
        {
            var corrected = Parcels.FindIndex(known => IsSame(known, parcel, parcels));
            if (corrected < 0)
            {
                Parcels.Add(parcel);
                continue;
            }

            var known = Parcels[corrected];
            Corrections.Add(new(corrected, known.ParcelId, known.TrackingNumber));
            Parcels[corrected] = known with { ParcelId = parcel.ParcelId, TrackingNumber = parcel.TrackingNumber };
        }

        return before != (Parcels.Count, Corrections.Count);
    }

    /// <summary>Derived from what identified the parcel at first: a corrected parcel keeps its id.</summary>
    public Guid ShipmentIdOf(int parcel)
    {
        var (id, number) = Corrections.Find(one => one.Parcel == parcel) is { } first
            ? (first.ParcelId, first.TrackingNumber)
            : Identity(Parcels[parcel]);
        return DerivedId.OfShipment(Delivery.DeliveryId, id, number);
    }

    /// <summary>A new delivery.</summary>
    public static DeliveryDocument For(DeliverOrder delivery) =>
        new()
        {
            Id = delivery.DeliveryId.ToString("D"),
            Connection = delivery.Connection,
            OrderNumber = delivery.OrderNumber,
            Delivery = delivery,
            TraceParent = OrderTrace.Current,
        };

    /// <summary>
    /// True if a parcel is no longer reported as it was known, and is reported with another tracking number: under its id, or, where the
    /// number is all that identifies it, with the same content.
    /// </summary>
    private static bool IsSame(Parcel known, Parcel parcel, IReadOnlyList<Parcel> all) =>
        !all.Any(one => Identity(one) == Identity(known))
        && (
            known.ParcelId == parcel.ParcelId
            || (
                known.ParcelId == known.TrackingNumber
                && parcel.ParcelId == parcel.TrackingNumber
                && known.Items.SequenceEqual(parcel.Items)
            )
        );

    /// <summary>Parcels of one delivery may share a tracking number.</summary>
    private static (string, string) Identity(Parcel parcel) => (parcel.ParcelId, parcel.TrackingNumber);
}
