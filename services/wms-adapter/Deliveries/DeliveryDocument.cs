using Crossdock.Adapters;
using Crossdock.Contracts;
using Crossdock.Platform.Observability;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;

namespace Crossdock.WmsAdapter.Deliveries;

/// <summary>How far a delivery is.</summary>
public enum DeliveryState
{
    /// <summary>Not sent. It is certain that the warehouse does not have it.</summary>
    Pending,

    /// <summary>It was about to be sent, or has been: look before sending again.</summary>
    Sending,

    /// <summary>The warehouse has it, and has not said yet whether it takes it.</summary>
    Importing,
    AtWarehouse,
    Refused,
    Canceled,
}

/// <summary>One delivery, from the command to the last parcel.</summary>
public sealed class DeliveryDocument : WorkDocument
{
    /// <summary>By the warehouse's own number.</summary>
    public static Index<DeliveryDocument> ByNumber { get; } = new(d => d.Connection, d => d.WarehouseNumber);

    /// <summary>By state, longest in it first.</summary>
    public static Index<DeliveryDocument> ByState { get; } = new(d => d.Connection, d => d.State, d => d.SentAt);

    /// <summary>Those whose parcels the warehouse has not named yet.</summary>
    public static Index<DeliveryDocument> ByParcelsMissingSince { get; } =
        new(d => d.Connection, d => d.ParcelsMissingSince);

    public static CollectionDefinition<DeliveryDocument> Collection { get; } =
        new("deliveries", Worker<DeliveryDocument>.ByDue, ByNumber, ByState, ByParcelsMissingSince);

    public required DeliverOrder Delivery { get; set; }

    /// <summary>A newer revision that came while <see cref="Delivery"/> may have been on its way: it goes out only where nothing arrived.</summary>
    public DeliverOrder? Newer { get; set; }
    public DeliveryState State { get; set; }

    /// <summary>When it was last sent to the warehouse.</summary>
    public DateTimeOffset? SentAt { get; set; }

    /// <summary>How often the warehouse was asked how the import went.</summary>
    public int PollCount { get; set; }

    /// <summary>How often in a row it was not found after the warehouse had taken it, or the warehouse would not say.</summary>
    public int NotFoundCount { get; set; }
    public string? WarehouseNumber { get; set; }
    public DateTimeOffset? DeliveredAt { get; set; }

    /// <summary>Why it was refused or canceled.</summary>
    public string? Reason { get; set; }

    /// <summary>Why it is to be canceled; null where it is not.</summary>
    public string? CancelReason { get; set; }

    /// <summary>Why it was too late to cancel.</summary>
    public string? CancelRefusal { get; set; }

    /// <summary>The warehouse's last word on it.</summary>
    public ProgressKind Progress { get; set; }
    public string? Status { get; set; }

    /// <summary>What a person should know, as long as it holds.</summary>
    public string? Note
    {
        get;
        set
        {
            field = value;
            Noted |= value is not null;
        }
    }

    /// <summary>Whether there ever was a note: then it is said as well that there is none any more.</summary>
    public bool Noted { get; set; }

    /// <summary>The parcels that have left.</summary>
    public List<ShipmentTracked> Shipments { get; set; } = [];

    /// <summary>Whether the warehouse says that nothing more will leave.</summary>
    public bool Complete { get; set; }

    /// <summary>
    /// The warehouse says that it shipped and names no parcel: its status moved at this moment or later. Null where it owes us nothing.
    /// </summary>
    public DateTimeOffset? ParcelsMissingSince { get; set; }

    public override OrderName? Order() => new(Delivery.OrderId, Delivery.OrderNumber, Delivery.Merchant);

    /// <summary>Whether nothing more is sent of it, whatever happens.</summary>
    public bool HasEnded() => State is DeliveryState.Refused or DeliveryState.Canceled;

    /// <summary>It is certain that the warehouse does not have it: what goes out next is the order as it is by now.</summary>
    public void NotThere()
    {
        (State, NotFoundCount, Note) = (DeliveryState.Pending, 0, null);
        (Delivery, Newer) = (Newer ?? Delivery, null);
    }

    /// <summary>A delivery that nothing has been done about yet.</summary>
    public static DeliveryDocument For(DeliverOrder delivery) =>
        new()
        {
            Id = delivery.DeliveryId.ToString("D"),
            Connection = delivery.Connection,
            Delivery = delivery,
            TraceParent = OrderTrace.Current,
        };
}
