using Crossdock.Contracts;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;

namespace Crossdock.CartAdapter.Shipments;

/// <summary>The states of a parcel's confirmation in the cart.</summary>
public enum ShipmentState
{
    Pending,

    /// <summary>About to be sent, or sent: look before sending again.</summary>
    Sending,
    Confirmed,
    Refused,
}

/// <summary>A parcel that is to be confirmed in the cart.</summary>
public sealed class ShipmentDocument : WorkDocument
{
    public static Index<ShipmentDocument> ByOrderNumber { get; } = new(s => s.OrderNumber);

    public static CollectionDefinition<ShipmentDocument> Collection { get; } =
        new("shipments", Worker<ShipmentDocument>.ByDue, ByOrderNumber);

    /// <summary>As in <see cref="Shipment"/>: an index takes a document's own properties only.</summary>
    public string? OrderNumber { get; set; }

    public required ConfirmShipment Shipment { get; set; }
    public ShipmentState State { get; set; }
    public DateTimeOffset? SentAt { get; set; }
    public DateTimeOffset? ConfirmedAt { get; set; }

    public override OrderName? Order() => new(Shipment.OrderId, Shipment.OrderNumber, Shipment.Merchant);

    /// <summary>Why the cart refused it.</summary>
    public string? Reason { get; set; }
}
