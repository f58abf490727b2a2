using Crossdock.Contracts;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;

namespace Crossdock.CartAdapter.Shipments;

/// <summary>How far the cart has been told of a parcel.</summary>
public enum ShipmentState
{
    Pending,

    /// <summary>It was about to be sent, or has been: look before sending again.</summary>
    Sending,
    Confirmed,
    Refused,
}

/// <summary>A parcel that the cart is to show.</summary>
public sealed class ShipmentDocument : WorkDocument
{
    public static CollectionDefinition<ShipmentDocument> Collection { get; } =
        new("shipments", Worker<ShipmentDocument>.ByDue);

    public required ConfirmShipment Shipment { get; set; }
    public ShipmentState State { get; set; }
    public DateTimeOffset? SentAt { get; set; }
    public DateTimeOffset? ConfirmedAt { get; set; }

    public override OrderName? Order() => new(Shipment.OrderId, Shipment.OrderNumber, Shipment.Merchant);

    /// <summary>Why the cart will not take it.</summary>
    public string? Reason { get; set; }
}
