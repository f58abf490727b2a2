using Crossdock.Contracts;
using Crossdock.Platform.Messaging;
using Crossdock.Platform.Storage;

namespace Crossdock.OrderRouter.Orders;

/// <summary>All that is known of an order, and everything that was said about it.</summary>
public sealed class OrderState : SagaDocument
{
    public static Index<OrderState> ByNumber { get; } = new(o => o.OrderNumber);

    /// <summary>By status, latest change last.</summary>
    public static Index<OrderState> ByStatus { get; } = new(o => o.CurrentState, o => o.UpdatedAt);

    public static CollectionDefinition<OrderState> Collection { get; } = new("orders", ByNumber, ByStatus);

    /// <summary>The state machine's state; <see cref="OrderStatus"/> is its name in the field.</summary>
    public string CurrentState { get; set; } = "";
    public string OrderNumber { get; set; } = "";
    public string Merchant { get; set; } = "";

    /// <summary>The cart connection.</summary>
    public string Connection { get; set; } = "";
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>The order's latest revision; null while it was only seen and skipped.</summary>
    public OrderReceived? Order { get; set; }

    /// <summary>The delivery that was asked for last; null while none was.</summary>
    public DeliverOrder? Delivery { get; set; }

    /// <summary>Which delivery of the order that is: one more for each release after a refusal.</summary>
    public int DeliveryNumber { get; set; } = 1;

    /// <summary>The warehouse's own number of the delivery.</summary>
    public string? WarehouseNumber { get; set; }

    /// <summary>Why the order is held, skipped or canceled; null otherwise.</summary>
    public string? Reason { get; set; }

    /// <summary>Whether the delivery may yet turn up at the warehouse: then nothing but a person's word sends the order again.</summary>
    public bool RequiresManualRelease { get; set; }

    /// <summary>Why the order is to be canceled; null where it is not.</summary>
    public string? CancelReason { get; set; }

    /// <summary>Why the delivery is to be stopped, so that the order is planned again or held; null where it is not.</summary>
    public string? StopReason { get; set; }

    /// <summary>What a person should know although the order goes its way.</summary>
    public string? Note { get; set; }

    /// <summary>The same in the warehouse's words, as long as it holds there.</summary>
    public string? WarehouseNote { get; set; }
    public List<OrderShipment> Shipments { get; set; } = [];

    /// <summary>All parcels there will be; null as long as the warehouse has not said so.</summary>
    public IReadOnlyList<Guid>? AllShipments { get; set; }

    /// <summary>What happened, oldest first.</summary>
    public List<OrderEvent> History { get; set; } = [];

    /// <summary>The W3C trace id of all that ever happened to the order.</summary>
    public string? TraceId { get; set; }

    /// <summary>Whether all that will leave has left.</summary>
    public bool IsShipped() =>
        (AllShipments is { } all && all.All(id => Shipments.Exists(s => s.Command.ShipmentId == id)))
        || (Order is not null && Rules.Allocation.IsWhole(Order.Lines, Shipments.SelectMany(s => s.Command.Lines)));

    /// <summary>Whether the cart shows every parcel that concerns it.</summary>
    public bool IsConfirmed() => IsShipped() && Shipments.TrueForAll(s => s.ConfirmedAt is not null);
}

/// <summary>A parcel: what the cart is told, and whether it shows it.</summary>
public sealed class OrderShipment
{
    public required ConfirmShipment Command { get; set; }

    /// <summary>What is in it, in the warehouse's codes.</summary>
    public IReadOnlyList<ShippedItem> Items { get; set; } = [];
    public DateTimeOffset? ConfirmedAt { get; set; }

    /// <summary>Why the cart did not take it; null until then, and once a person has released the order.</summary>
    public string? Refusal { get; set; }

    /// <summary>Whether the cart is asked again: after a refusal only when a person says so.</summary>
    public bool IsWaiting() => ConfirmedAt is null && Refusal is null;
}

/// <summary>Something that happened to an order.</summary>
public sealed record OrderEvent(DateTimeOffset At, string Status, string Description);
