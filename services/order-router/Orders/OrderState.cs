using Crossdock.Contracts;
using Crossdock.OrderRouter.Rules;
using Crossdock.Platform.Messaging;
using Crossdock.Platform.Storage;

namespace Crossdock.OrderRouter.Orders;

/// <summary>An order: its data, its state, and its history.</summary>
public sealed class OrderState : SagaDocument
{
    public static Index<OrderState> ByNumber { get; } = new(o => o.OrderNumber, o => o.Id);

    /// <summary>By status, latest change last.</summary>
    public static Index<OrderState> ByStatus { get; } = new(o => o.CurrentState, o => o.UpdatedAt, o => o.Id);

    /// <summary>By what holds them, longest first.</summary>
    public static Index<OrderState> ByCause { get; } = new(o => o.CauseId, o => o.CauseSince, o => o.Id);

    /// <summary>By the customer to whom they are shipped.</summary>
    public static Index<OrderState> ByShipTo { get; } = new(o => o.ShipToKey, o => o.Id);

    /// <summary>By the customer who pays.</summary>
    public static Index<OrderState> ByBillTo { get; } = new(o => o.BillToKey, o => o.Id);

    /// <summary>Those whose personal data are being removed.</summary>
    public static Index<OrderState> ByRedaction { get; } = new(o => o.RedactionDueAt, o => o.Id);

    /// <summary>Those of a cart in a status, by when they came to be in it.</summary>
    public static Index<OrderState> ByListing { get; } = new(o => o.ListKey, o => o.ListedAt, o => o.Id);

    public static CollectionDefinition<OrderState> Collection { get; } =
        new("orders", ByNumber, ByStatus, ByCause, ByShipTo, ByBillTo, ByRedaction, ByListing);

    /// <summary>The state of the state machine: one of <see cref="OrderStatus"/>.</summary>
    public string CurrentState { get; set; } = "";
    public string OrderNumber { get; set; } = "";
    public string Merchant { get; set; } = "";

    /// <summary>The cart connection.</summary>
    public string Connection { get; set; } = "";
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>True if it was posted to the hub's own API.</summary>
    public bool IsPosted { get; set; }

    /// <summary>When the router received it; null from an earlier version.</summary>
    public DateTimeOffset? CreatedAt { get; set; }

    /// <summary>When the warehouse had it.</summary>
    public DateTimeOffset? DeliveredAt { get; set; }

    /// <summary>When the latest of its parcels became known.</summary>
    public DateTimeOffset? LoadedAt { get; set; }

    /// <summary>How many parcels were known then.</summary>
    public int LoadedShipments { get; set; }

    /// <summary>When the client that posted it said that it has the tracking numbers.</summary>
    public DateTimeOffset? AcknowledgedAt { get; set; }

    /// <summary>Its cart and status, for the lists of a cart's orders; null if it is on none.</summary>
    public string? ListKey { get; set; }

    /// <summary>What those lists sort by: when it came to be in the status.</summary>
    public DateTimeOffset? ListedAt { get; set; }

    /// <summary>The latest revision; null if the order was only skipped.</summary>
    public OrderReceived? Order { get; set; }

    /// <summary>The latest delivery; null if there is none yet.</summary>
    public DeliverOrder? Delivery { get; set; }

    /// <summary>The revisions in which <see cref="Delivery"/> was published; only the one that was sent, once the warehouse has it.</summary>
    public IReadOnlyList<OrderContent> Sent { get; set; } = [];

    /// <summary>Of the latest message about how <see cref="Delivery"/> stands at the warehouse.</summary>
    public int Turn { get; set; }

    /// <summary>Why <see cref="Delivery"/> was refused or canceled; null while it goes on.</summary>
    public string? DeliveryEnd { get; set; }

    /// <summary>The deliveries before <see cref="Delivery"/>, oldest first.</summary>
    public List<SentDelivery> EarlierDeliveries { get; set; } = [];

    /// <summary>Counts the order's deliveries: one more for each release after a refusal.</summary>
    public int DeliveryNumber { get; set; } = 1;

    /// <summary>The warehouse's own number of the delivery.</summary>
    public string? WarehouseNumber { get; set; }

    /// <summary>Why the order is on hold, skipped or canceled; null otherwise.</summary>
    public string? Reason { get; set; }

    /// <summary>What kind of plan holds it, one of <see cref="ExceptionKind"/>; null if something else does.</summary>
    public string? HoldKind { get; set; }

    /// <summary>What tells holds of that kind apart; null if its reason does.</summary>
    public string? HoldSubject { get; set; }

    /// <summary>Identifies what holds it, the same for all orders that it holds; null while it is not on hold.</summary>
    public string? CauseId { get; set; }

    /// <summary>Since when that holds it.</summary>
    public DateTimeOffset? CauseSince { get; set; }

    /// <summary>True if the delivery may still arrive at the warehouse: then only a person's release sends the order again.</summary>
    public bool RequiresManualRelease { get; set; }

    /// <summary>True if the warehouse canceled the delivery and might open it again: a release of all orders leaves it out.</summary>
    public bool CanceledThere { get; set; }

    /// <summary>Why the order is to be canceled; null if it is not.</summary>
    public string? CancelReason { get; set; }

    /// <summary>Why a person canceled the order, whatever the cart shows; null once a person has it sent again.</summary>
    public string? CanceledByPerson { get; set; }

    /// <summary>Why a person holds the order, whatever else is settled; null once a person has released it.</summary>
    public string? HoldReason { get; set; }

    /// <summary>What a person changed on <see cref="Order"/>, and the cart has not changed since.</summary>
    public OrderEdit? Edit { get; set; }

    /// <summary>The <see cref="CustomerKey"/> of the ship-to address.</summary>
    public string? ShipToKey { get; set; }

    /// <summary>The <see cref="CustomerKey"/> of the bill-to address.</summary>
    public string? BillToKey { get; set; }

    /// <summary>When the customer's personal data were removed; null while they are here.</summary>
    public DateTimeOffset? RedactedAt { get; set; }

    /// <summary>True if they are to be removed once the order has ended.</summary>
    public bool RedactOnceEnded { get; set; }

    /// <summary>
    /// When their removal is asked for again, here and in the other services, in case a message about it was lost; null if nothing is to be
    /// removed, or it was asked for again.
    /// </summary>
    public DateTimeOffset? RedactionDueAt { get; set; }

    /// <summary>The latest actions that were done, so that none is done twice.</summary>
    public IReadOnlyList<Guid> RecentActions { get; set; } = [];

    /// <summary>Counts the entries of <see cref="History"/>, also those that were dropped: the version of the order that people see.</summary>
    public int HistoryVersion { get; set; }

    /// <summary>Why the warehouse cannot cancel <see cref="Delivery"/>.</summary>
    public string? CancelRefusal { get; set; }

    /// <summary>Set while the cart shows more as shipped than our parcels: says how much of it was shipped by hand.</summary>
    public string? ShippedByHand { get; set; }

    /// <summary>What was shipped by hand beside our parcels; empty if nothing was, or the cart does not say what.</summary>
    public IReadOnlyList<ConfirmedLine> HandShipped { get; set; } = [];

    /// <summary>
    /// Set if documents of the order may have been lost with a store: what the cart shows as shipped may be parcels of ours from before this
    /// moment. Null once the cart has shown it without parcels.
    /// </summary>
    public DateTimeOffset? ParcelsUnknownBefore { get; set; }

    /// <summary>Why the delivery is to be canceled before the order is planned again or goes on hold; null if it is not.</summary>
    public string? StopReason { get; set; }

    /// <summary>The order of the same content that came before; null if there is none.</summary>
    public Guid? DuplicateOf { get; set; }

    /// <summary>Its number.</summary>
    public string? DuplicateOfNumber { get; set; }

    /// <summary>True if a person wants both.</summary>
    public bool DuplicateAccepted { get; set; }

    /// <summary>What a person should know although the order proceeds.</summary>
    public string? Note { get; set; }

    /// <summary>The same from the warehouse, while it applies.</summary>
    public string? WarehouseNote { get; set; }
    public List<OrderShipment> Shipments { get; set; } = [];

    /// <summary>The exceptions that are logged and in the history; one that comes again after it was gone is reported again.</summary>
    public IReadOnlyList<string> ReportedExceptions { get; set; } = [];

    /// <summary>The exceptions that a person has accepted with a release.</summary>
    public IReadOnlyList<string> AcceptedExceptions { get; set; } = [];

    /// <summary>Every expected parcel; null until the warehouse has reported that no more will ship.</summary>
    public IReadOnlyList<Guid>? AllShipments { get; set; }

    /// <summary>What each rule did when the order was planned the last time.</summary>
    public IReadOnlyList<RuleStep> Steps { get; set; } = [];

    /// <summary>The lines of <see cref="Order"/> for which something else than themselves is sent.</summary>
    public IReadOnlyList<ChangedLine> ChangedLines { get; set; } = [];

    /// <summary>What happened, oldest first.</summary>
    public List<OrderEvent> History { get; set; } = [];

    /// <summary>The W3C trace id of everything that happens to the order.</summary>
    public string? TraceId { get; set; }

    /// <summary>The items of each revision in which <see cref="Delivery"/> was published, in the warehouse's codes: it may have any of them.</summary>
    public IEnumerable<string> SentItemCodes() =>
        Sent.SelectMany(content => content.ItemCodes)
            .Concat((Delivery?.Items ?? []).Select(item => item.ItemCode))
            .Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>True once every expected parcel has shipped.</summary>
    public bool IsShipped() =>
        HasAllShipments()
        || (Order is not null && Allocation.IsWhole(ExpectedLines(), Shipments.SelectMany(s => s.Command.Lines)));

    /// <summary>The order's lines of which something is sent.</summary>
    public IReadOnlyList<OrderLine> ExpectedLines() => ChangedLine.Expected(Order?.Lines ?? [], ChangedLines);

    /// <summary>True if a delivery of it was ever sent.</summary>
    public bool HadDelivery() => Delivery is not null || EarlierDeliveries.Count > 0;

    /// <summary>True once the warehouse has reported that no more will ship, and every parcel of it is known.</summary>
    public bool HasAllShipments() =>
        AllShipments is { } all && all.All(id => Shipments.Exists(s => s.Command.ShipmentId == id));

    /// <summary>True if nothing more is expected to happen to it.</summary>
    public bool HasEnded() => CurrentState is OrderStatus.Confirmed or OrderStatus.Canceled or OrderStatus.Skipped;

    /// <summary>True while the warehouse may still ship something of the latest delivery.</summary>
    public bool GoesOn() => Delivery is not null && DeliveryEnd is null && AllShipments is null;

    /// <summary>The earlier delivery with this id; null if it is another.</summary>
    public SentDelivery? Earlier(Guid deliveryId) =>
        EarlierDeliveries.Find(earlier => earlier.Command.DeliveryId == deliveryId);

    /// <summary>True if the warehouse has a delivery of it, or has shipped part of it: then it is never sent to a warehouse again.</summary>
    public bool IsAtWarehouse() =>
        WarehouseNumber is not null || Shipments.Count > 0 || EarlierDeliveries.Exists(earlier => earlier.End is null);

    /// <summary>True once every expected parcel has shipped and the cart shows it.</summary>
    public bool IsConfirmed() => IsShipped() && Shipments.TrueForAll(s => s.ConfirmedAt is not null);
}

/// <summary>A parcel: the command for the cart, and the cart's answer.</summary>
public sealed class OrderShipment
{
    public required ConfirmShipment Command { get; set; }

    /// <summary>The delivery that it belongs to; empty on a parcel from before this was recorded.</summary>
    public Guid DeliveryId { get; set; }

    /// <summary>In what it differs from the order, in sentences.</summary>
    public IReadOnlyList<string> Differences { get; set; } = [];

    /// <summary>Its content, in the warehouse's codes.</summary>
    public IReadOnlyList<ShippedItem> Items { get; set; } = [];
    public DateTimeOffset? ConfirmedAt { get; set; }

    /// <summary>Null if the warehouse does not say.</summary>
    public decimal? WeightPounds { get; set; }

    /// <summary>Why the cart refused it; null before, and after a person has released the order.</summary>
    public string? Refusal { get; set; }

    /// <summary>True if the cart has yet to answer; after a refusal a person has to release the order first.</summary>
    public bool IsWaiting() => ConfirmedAt is null && Refusal is null;
}

/// <summary>Something that happened to an order.</summary>
public sealed record OrderEvent(DateTimeOffset At, string Status, string Description)
{
    /// <summary>The person who asked for it; null if nobody did.</summary>
    public string? By { get; init; }

    /// <summary>Why, in the person's words; of a comment, its text.</summary>
    public string? Why { get; init; }

    /// <summary>What the person changed.</summary>
    public IReadOnlyList<OrderChange> Changes { get; init; } = [];
}

/// <summary>A person's change of one field of an order.</summary>
public sealed record OrderChange(string Field, string? Before, string? After)
{
    /// <summary>True if the values are personal data of the customer.</summary>
    public bool IsPersonal { get; init; }
}
