using System.ComponentModel;
using Crossdock.OrderRouter.Rules;

namespace Crossdock.OrderRouter.Orders;

/// <summary>An order as people see it: no addresses, no prices.</summary>
public sealed record OrderView
{
    public required Guid OrderId { get; init; }
    public required string OrderNumber { get; init; }
    public required string Merchant { get; init; }
    public required string Connection { get; init; }
    public required string Status { get; init; }

    [Description("Why it is on hold, skipped or canceled.")]
    public string? Reason { get; init; }
    public string? Note { get; init; }

    [Description("In what the cart, the warehouse and the hub differ, as far as nobody has accepted it.")]
    public IReadOnlyList<string> Exceptions { get; init; } = [];

    [Description("The delivery's cust_ref at the warehouse.")]
    public string? Reference { get; init; }
    public string? WarehouseNumber { get; init; }
    public IReadOnlyList<string> TrackingNumbers { get; init; } = [];

    [Description("The deliveries before the latest one, and how each ended.")]
    public IReadOnlyList<EarlierDelivery> EarlierDeliveries { get; init; } = [];

    [Description("The order with the same customer, address and items that came before; null if there is none.")]
    public Guid? DuplicateOf { get; init; }

    [Description("Whether it ships in time; null if the cart names no day, or it has shipped or ended.")]
    public ShipBy? ShipBy { get; init; }

    [Description("What each rule did when the order was planned the last time, in the order of the rules.")]
    public IReadOnlyList<RuleStep> Steps { get; init; } = [];
    public required DateTimeOffset UpdatedAt { get; init; }

    [Description("Counts what happened to the order; the same as its ETag, for If-Match.")]
    public int Version { get; init; }

    [Description("The trace of everything that happened to the order, for Seq.")]
    public string? TraceId { get; init; }
    public required IReadOnlyList<OrderEvent> History { get; init; }

    /// <param name="order">The order.</param>
    /// <param name="showsPersonalData">False masks the customer's data in the history.</param>
    /// <param name="now">By which it is told whether the order ships in time; null leaves that out.</param>
    public static OrderView Of(OrderState order, bool showsPersonalData = false, DateTimeOffset? now = null) =>
        new()
        {
            OrderId = order.CorrelationId,
            OrderNumber = order.OrderNumber,
            Merchant = order.Merchant,
            Connection = order.Connection,
            Status = order.CurrentState,
            Reason = order.Reason,
            Note = order is { Note: { } own, WarehouseNote: { } theirs }
                ? $"{own} {theirs}"
                : order.Note ?? order.WarehouseNote,
            Exceptions = OrderExceptions.Open(order),
            Reference = order.Delivery?.Reference,
            WarehouseNumber = order.WarehouseNumber,
            TrackingNumbers =
            [
                .. order
                    .Shipments.SelectMany(s => s.Command.OtherTrackingNumbers.Prepend(s.Command.TrackingNumber))
                    .OfType<string>(),
            ],
            EarlierDeliveries =
            [
                .. order.EarlierDeliveries.Select(e => new EarlierDelivery(
                    e.Command.Reference,
                    e.WarehouseNumber,
                    e.End
                )),
            ],
            DuplicateOf = order.DuplicateOf,
            ShipBy = now is { } time ? ShipBy.Of(order, time) : null,
            Steps = order.Steps,
            UpdatedAt = order.UpdatedAt,
            TraceId = order.TraceId,
            Version = order.HistoryVersion,
            History = showsPersonalData ? order.History : [.. order.History.Select(Masked)],
        };

    private static OrderEvent Masked(OrderEvent entry) =>
        entry.Changes.Any(change => change.IsPersonal)
            ? entry with
            {
                Changes =
                [
                    .. entry.Changes.Select(change =>
                        change.IsPersonal ? change with { Before = Mask, After = Mask } : change
                    ),
                ],
            }
            : entry;

    private const string Mask = "(needs the role operate)";
}

/// <summary>A delivery before the latest one.</summary>
public sealed record EarlierDelivery(
    [property: Description("Its cust_ref at the warehouse.")] string Reference,
    string? WarehouseNumber,
    [property: Description("How it ended; null if it turned up at the warehouse after all.")] string? End
);
