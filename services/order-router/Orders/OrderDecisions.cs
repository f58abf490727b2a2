using Crossdock.Contracts;
using Crossdock.OrderRouter.Rules;
using static Crossdock.OrderRouter.Orders.Decision;
using States = Crossdock.OrderRouter.Orders.OrderStateMachine;

namespace Crossdock.OrderRouter.Orders;

/// <summary>
/// Decides on a cart's messages about an order. Pure except that it changes the order. Each message may come twice, late or out of order,
/// and a repeat is answered with what the order waits for.
/// </summary>
public sealed class OrderDecisions(RouteTable routes)
{
    /// <summary>An order that is new, or was skipped before.</summary>
    public Decision Begin(OrderState order, OrderReceived message)
    {
        Take(order, message);
        return order.CancelReason is { } reason ? Cancel(order, reason) : Plan(order, "received");
    }

    /// <summary>An order that the cart-adapter skipped.</summary>
    public Decision Skip(OrderState order, OrderSkipped message)
    {
        var known = order.Reason == message.Reason;
        (order.OrderNumber, order.Merchant, order.Connection) = (
            message.OrderNumber,
            message.Merchant,
            message.Connection
        );
        order.Reason = message.Reason;
        var settled = Settled(order, nameof(States.Skipped));
        return known ? Repeat(settled) : Enter(nameof(States.Skipped), message.Reason, settled);
    }

    /// <summary>An order in progress: edited, voided, or only republished.</summary>
    public Decision Again(OrderState order, OrderReceived message)
    {
        var before = (order.Order!.Revision, order.CancelReason);
        Take(order, message);
        if (order.CancelReason is { } reason)
        {
            var cancel = Stop(order, reason);
            return before.CancelReason is null
                ? Note($"{reason} The warehouse was asked to cancel.", cancel)
                : Repeat([cancel, .. Waiting(order)]);
        }

        return order.Order!.Revision > before.Revision ? Edited(order)
            : order.StopReason is { } stop ? Repeat([Stop(order, stop), .. Waiting(order)])
            : Repeat([order.Delivery!, .. Waiting(order)]);
    }

    /// <summary>An order on hold whose cart data or configuration may since have been fixed.</summary>
    public Decision Reconsider(OrderState order, OrderReceived message)
    {
        Take(order, message);
        if (IsOut(order))
        {
            return Repeat([order.Delivery!, .. Waiting(order)]); // The cart refused one parcel; the others proceed.
        }

        if (order.RequiresManualRelease)
        {
            return None; // The warehouse may have it after all: a person decides.
        }

        if (order.CancelReason is { } reason)
        {
            return Cancel(order, reason);
        }

        var refused = order.Delivery;
        var next = PlanFor(order, refused is null ? 0 : 1);
        var mended =
            next is DeliveryPlan.Deliver deliver && (refused is null || !SameToWarehouse(refused, deliver.Command));
        return mended ? Release(order) : None;
    }

    /// <summary>A person released the order.</summary>
    public Decision Release(OrderState order)
    {
        if (IsOut(order))
        {
            order.Reason = null;
            order.Shipments.ForEach(shipment => shipment.Refusal = null);
            var state = order.IsShipped() ? nameof(States.Shipped) : nameof(States.Partial);
            return Enter(state, "released: the cart gets its parcels again", [.. Waiting(order)]);
        }

        order.RequiresManualRelease = false;
        return Replan(order, "released");
    }

    /// <summary>The warehouse definitely ships nothing of the last delivery: the current revision becomes another delivery, or goes on hold.</summary>
    internal Decision Replan(OrderState order, string what)
    {
        // The next delivery has another id, so that no answer to the last one is mistaken for an answer to it.
        order.DeliveryNumber += order.Delivery is null ? 0 : 1;
        (order.Delivery, order.WarehouseNumber, order.StopReason) = (null, null, null);
        (order.Note, order.WarehouseNote) = (null, null);
        return Plan(order, what);
    }

    /// <summary>Republishes that the order is settled.</summary>
    public static Decision RepublishEnd(OrderState order) => Repeat(Settled(order, order.CurrentState));

    internal static OrderSettled Settled(OrderState order, string state) =>
        new() { OrderId = order.CorrelationId, Status = OrderStatus.Of(state) };

    internal static Decision Hold(OrderState order, string reason)
    {
        order.Reason = reason;
        return Enter(
            nameof(States.Error),
            reason,
            new OrderHeld
            {
                OrderId = order.CorrelationId,
                Merchant = order.Merchant,
                OrderNumber = order.OrderNumber,
                Reason = reason,
            }
        );
    }

    internal static Decision Cancel(OrderState order, string reason)
    {
        order.Reason = reason;
        return Enter(nameof(States.Canceled), reason, Settled(order, nameof(States.Canceled)));
    }

    private Decision Plan(OrderState order, string what)
    {
        switch (PlanFor(order, 0))
        {
            case DeliveryPlan.Deliver deliver:
                (order.Delivery, order.Reason) = (deliver.Command, null);
                return Enter(nameof(States.New), $"{what}, routed to {deliver.Command.Connection}", deliver.Command);
            case DeliveryPlan.Hold hold when order.CurrentState == nameof(States.Error) && order.Reason == hold.Reason:
                return None;
            case DeliveryPlan.Hold hold:
                return Hold(order, hold.Reason);
            default:
                throw new InvalidOperationException("Unknown delivery plan.");
        }
    }

    /// <summary>
    /// An edit changes the delivery until it is sent; the wms-adapter knows, and reports which revision it sent. An edit that cannot be
    /// delivered cancels the delivery if it is not too late; so does one that arrives while it is being canceled.
    /// </summary>
    private Decision Edited(OrderState order)
    {
        if (order.StopReason is { } stop)
        {
            return Note("edited in the cart again", Stop(order, stop));
        }

        if (order.CurrentState != nameof(States.New))
        {
            order.Note = Notes.ShippedAsItWas;
            return Note(order.Note, [order.Delivery!, .. Waiting(order)]);
        }

        switch (PlanFor(order, 0))
        {
            case DeliveryPlan.Deliver deliver:
                order.Delivery = deliver.Command;
                return Note("edited in the cart", deliver.Command);
            case DeliveryPlan.Hold hold:
                (order.StopReason, order.Note) = (hold.Reason, Notes.ToBeStopped(hold.Reason));
                return Note(order.Note, Stop(order, hold.Reason));
            default:
                throw new InvalidOperationException("Unknown delivery plan.");
        }
    }

    private static CancelDelivery Stop(OrderState order, string reason) =>
        new() { Delivery = order.Delivery!, Reason = reason };

    private DeliveryPlan PlanFor(OrderState order, int further) =>
        DeliveryPlan.For(order.Order!, routes.ForCart(order.Connection), order.DeliveryNumber + further);

    private static void Take(OrderState order, OrderReceived message)
    {
        if (order.Order is { } known && known.Revision > message.Revision)
        {
            return;
        }

        order.Order = message;
        (order.OrderNumber, order.Merchant, order.Connection) = (
            message.OrderNumber,
            message.Merchant,
            message.Connection
        );
        order.CancelReason ??= message.VoidReason;
    }

    private static IEnumerable<object> Waiting(OrderState order) =>
        order.Shipments.Where(s => s.IsWaiting()).Select(s => s.Command);

    /// <summary>True if the warehouse has it, or has shipped part of it: then it is never sent to a warehouse again.</summary>
    private static bool IsOut(OrderState order) => order.WarehouseNumber is not null || order.Shipments.Count > 0;

    private static bool SameToWarehouse(DeliverOrder one, DeliverOrder other) =>
        one.ShipTo == other.ShipTo
        && (one.Carrier, one.Service, one.Warehouse, one.Connection)
            == (other.Carrier, other.Service, other.Warehouse, other.Connection)
        && one.Items.SequenceEqual(other.Items);
}
