using Crossdock.Contracts;
using Crossdock.OrderRouter.Routes;
using Crossdock.OrderRouter.Rules;

namespace Crossdock.OrderRouter.Orders;

/// <summary>
/// Decides on each message about an order: a method named after the message, in a file of that name. Pure except that it changes the order.
/// Each message may come twice, late or out of order; a repeat is answered with what the order waits for.
/// </summary>
public sealed partial class OrderDecisions(RouteTable routes, TimeProvider time)
{
    /// <summary>Nothing of the order is at a warehouse: it is canceled, sent or held as the cart shows it now.</summary>
    /// <param name="order">As the cart showed it the last time.</param>
    /// <param name="description">For its history.</param>
    /// <param name="readSince">The cart has to show it at or after this moment before it is sent; null if the last reading will do.</param>
    private Decision Plan(OrderState order, string description, DateTimeOffset? readSince = null)
    {
        var plan = PlanFor(order, order.DeliveryNumber);
        if (order.CancelReason is { } canceled)
        {
            if (!IsInDoubt(order) || plan is not DeliveryPlan.Deliver forgotten)
            {
                return Cancel(order, canceled);
            }

            (order.Delivery, order.Reason) = (forgotten.Command, null);
            order.Sent = [OrderContent.Of(order.Order!, forgotten.Command)];
            return Decision.Enter(
                OrderStatus.New,
                $"{canceled} It is canceled at the warehouse if that has it.",
                Stop(order, canceled)
            );
        }

        if (plan is DeliveryPlan.Deliver deliver)
        {
            (order.Delivery, order.Reason) = (deliver.Command with { ReadSince = readSince }, null);
            order.Sent = [OrderContent.Of(order.Order!, deliver.Command)];
            (order.Steps, order.ChangedLines) = (plan.Steps, plan.ChangedLines);
            return Decision.Enter(
                OrderStatus.New,
                $"{description}, routed to {order.Delivery.Connection}",
                order.Delivery
            );
        }

        return plan is DeliveryPlan.Skip skip ? Skip(order, skip) : HoldAgain(order, (DeliveryPlan.Hold)plan);
    }

    /// <summary>The rules do not accept the order: nothing of it was ever sent.</summary>
    private static Decision Skip(OrderState order, DeliveryPlan.Skip skip)
    {
        var isKnown = order.CurrentState == OrderStatus.Skipped && order.Reason == skip.Reason;
        (order.Reason, order.HoldKind, order.HoldSubject, order.Steps) = (skip.Reason, null, null, skip.Steps);
        var settled = Settled(order, OrderStatus.Skipped) with { IsSkippedByRules = true };
        return isKnown ? Decision.Repeat(settled) : Decision.Enter(OrderStatus.Skipped, skip.Reason, settled);
    }

    private DeliveryPlan PlanFor(OrderState order, int deliveryNumber) =>
        MayBeOurs(order)
            ? Forgotten(order, deliveryNumber)
            : TestDrive(order, routes.ForCart(order.Connection), deliveryNumber, time.GetUtcNow()).Plan;

    /// <summary>As if the cart showed nothing of it as shipped; but it is only looked for.</summary>
    private DeliveryPlan Forgotten(OrderState order, int deliveryNumber)
    {
        var unshipped = order.Order! with { ShippedInCart = ShippedInCart.Nothing, ParcelsInCart = null };
        var route = routes.ForCart(order.Connection);
        var plan = Run(unshipped, order, route, deliveryNumber, time.GetUtcNow(), hadDelivery: true).Plan;
        return plan is DeliveryPlan.Deliver deliver
            ? deliver with
            {
                Command = deliver.Command with { MustBeThere = true },
            }
            : plan;
    }

    /// <summary>Plans the order as it would be planned now; changes nothing.</summary>
    /// <param name="order">With its latest revision.</param>
    /// <param name="route">The route of its cart, or another one to try; null if there is none.</param>
    /// <param name="deliveryNumber">The number of the delivery that would be sent.</param>
    /// <param name="now">When an order that is new was received.</param>
    public static RuleResult TestDrive(OrderState order, OrderRoute? route, int deliveryNumber, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(order);
        return Run(order.Order!, order, route, deliveryNumber, now, order.HadDelivery());
    }

    private static RuleResult Run(
        OrderReceived received,
        OrderState order,
        OrderRoute? route,
        int deliveryNumber,
        DateTimeOffset now,
        bool hadDelivery
    ) =>
        RulePipeline.Run(
            received,
            new RuleContext
            {
                Route = route,
                DeliveryNumber = deliveryNumber,
                ReceivedAt = order.History.Count > 0 ? order.History[0].At : now,
                DuplicateOf = order.DuplicateAccepted ? null : order.DuplicateOfNumber,
                HeldByPerson = order.HoldReason,
                IsRedacted = order.RedactedAt is not null,
                HadDelivery = hadDelivery,
            }
        );

    /// <summary>The warehouse definitely ships nothing of the last delivery: the current revision becomes another delivery, or goes on hold.</summary>
    private Decision PlanAgain(OrderState order, string description)
    {
        if (order.Delivery is { } last)
        {
            order.EarlierDeliveries.Add(
                new SentDelivery
                {
                    Command = last,
                    WarehouseNumber = order.WarehouseNumber,
                    End = order.DeliveryEnd ?? order.Reason ?? "replaced",
                    Turn = order.Turn,
                    ItemCodes = [.. order.SentItemCodes()],
                }
            );
            // The next delivery has another id, so that no answer to the last one is mistaken for an answer to it.
            order.DeliveryNumber++;
        }

        (order.Delivery, order.WarehouseNumber, order.StopReason) = (null, null, null);
        (order.Turn, order.DeliveryEnd, order.CancelRefusal) = (0, null, null);
        (order.RequiresManualRelease, order.CanceledThere) = (false, false);
        (order.Note, order.WarehouseNote) = (null, null);
        // It may have changed in the cart since it was read: whoever or whatever ends a hold knows nothing of that.
        return Plan(order, description, readSince: time.GetUtcNow());
    }

    private static Decision Hold(OrderState order, string reason)
    {
        (order.Reason, order.HoldKind, order.HoldSubject) = (reason, null, null);
        return Decision.Enter(OrderStatus.Error, reason);
    }

    /// <summary>Holds it, unless it is on hold for this reason already.</summary>
    private static Decision HoldAgain(OrderState order, string reason) =>
        IsOnHoldFor(order, reason) ? Decision.None : Hold(order, reason);

    private static Decision HoldAgain(OrderState order, DeliveryPlan.Hold hold)
    {
        var decision = HoldAgain(order, hold.Reason);
        (order.HoldKind, order.HoldSubject, order.Steps) = (hold.Kind, hold.Subject, hold.Steps);
        return decision;
    }

    private static bool IsOnHoldFor(OrderState order, string reason) =>
        order.CurrentState == OrderStatus.Error && order.Reason == reason;

    private static Decision Cancel(OrderState order, string reason)
    {
        order.Reason = reason;
        return Decision.Enter(OrderStatus.Canceled, reason, Settled(order, OrderStatus.Canceled));
    }

    private static OrderSettled Settled(OrderState order, string status) =>
        new()
        {
            OrderId = order.CorrelationId,
            Status = status,
            Version = order.Order?.Version ?? 0,
        };

    private static CancelDelivery Stop(OrderState order, string reason) =>
        new() { Delivery = order.Delivery!, Reason = reason };

    private static CancelDelivery Stop(SentDelivery earlier) =>
        new() { Delivery = earlier.Command, Reason = "Another delivery was sent in its place." };

    /// <summary>What the order waits for: published again, in case it was lost.</summary>
    private static IEnumerable<object> Awaited(OrderState order)
    {
        if (order.Delivery is { } delivery)
        {
            yield return (order.StopReason ?? order.CancelReason) is { } reason
                ? Stop(order, reason)
                : delivery with
                {
                    ReadAt = order.Order?.ReadAt,
                };
        }

        foreach (var earlier in order.EarlierDeliveries.Where(earlier => earlier.End is null))
        {
            yield return Stop(earlier);
        }

        foreach (var shipment in WaitingShipments(order))
        {
            yield return shipment;
        }
    }

    private static IEnumerable<object> WaitingShipments(OrderState order) =>
        order.Shipments.Where(s => s.IsWaiting()).Select(s => s.Command);

    /// <summary>
    /// The status of an order that is at the warehouse, or has left it: on hold while there are exceptions, and no longer than that.
    /// </summary>
    private static Decision Proceed(OrderState order, string? description, IReadOnlyList<object> messages)
    {
        var open = OrderExceptions.Open(order);
        if (open.Count == 0 && order is { DeliveryEnd: { } end, Shipments.Count: 0, AllShipments: null })
        {
            return order.CancelReason is { } canceled ? Cancel(order, canceled) : HoldAgain(order, end);
        }

        string[] news = [.. open.Except(order.ReportedExceptions)];
        order.ReportedExceptions = open;
        var status =
            open.Count > 0 ? OrderStatus.Error
            : order.IsConfirmed() ? OrderStatus.Confirmed
            : order.IsShipped() ? OrderStatus.Shipped
            : order.Shipments.Count > 0 || order.AllShipments is not null ? OrderStatus.Partial
            : order.WarehouseNumber is not null ? OrderStatus.AtWms
            : OrderStatus.New;
        order.Reason = open.Count > 0 ? string.Join(" ", open) : null;
        messages = status == OrderStatus.Confirmed ? [.. messages, Settled(order, status)] : messages;
        var what = string.Join(
            ": ",
            new[] { description, string.Join(" ", news) }.Where(text => text is { Length: > 0 })
        );
        return new Decision(
            status == order.CurrentState ? null : status,
            messages,
            what.Length > 0 ? what
                : status != order.CurrentState && order.CurrentState == OrderStatus.Error ? Notes.Mended
                : null
        )
        {
            Warnings = news,
        };
    }
}
