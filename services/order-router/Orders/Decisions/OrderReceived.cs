using Crossdock.Contracts;
using Crossdock.OrderRouter.Rules;

namespace Crossdock.OrderRouter.Orders;

public sealed partial class OrderDecisions
{
    /// <summary>An order that is new, or was skipped before.</summary>
    public Decision OrderReceived(OrderState order, OrderReceived message)
    {
        Take(order, message);
        return order.CancelReason is { } reason ? Cancel(order, reason) : Plan(order, "received");
    }

    /// <summary>An order in progress: edited, voided, or only republished.</summary>
    public Decision OrderReceivedAgain(OrderState order, OrderReceived message)
    {
        var before = (order.Order!.Revision, order.CancelReason);
        Take(order, message);
        if (order.CancelReason is { } reason)
        {
            var cancel = Stop(order, reason);
            return before.CancelReason is null
                ? Decision.Note($"{reason} The warehouse was asked to cancel.", cancel)
                : Decision.Repeat([cancel, .. WaitingShipments(order)]);
        }

        if (order.Order!.Revision > before.Revision)
        {
            return Edited(order);
        }

        object pending = order.StopReason is { } stop ? Stop(order, stop) : order.Delivery!;
        return Decision.Repeat([pending, .. WaitingShipments(order)]);
    }

    /// <summary>An order on hold whose cart data or configuration may since have been fixed.</summary>
    public Decision OrderReceivedOnHold(OrderState order, OrderReceived message)
    {
        Take(order, message);
        if (IsAtWarehouse(order))
        {
            return Decision.Repeat([order.Delivery!, .. WaitingShipments(order)]); // The cart refused one parcel; the others proceed.
        }

        if (order.RequiresManualRelease)
        {
            return Decision.None; // The warehouse may have it after all: a person decides.
        }

        if (order.CancelReason is { } reason)
        {
            return Cancel(order, reason);
        }

        var refused = order.Delivery;
        var plan = PlanFor(order, order.DeliveryNumber + (refused is null ? 0 : 1));
        var isFixed =
            plan is DeliveryPlan.Deliver deliver && (refused is null || !SameToWarehouse(refused, deliver.Command));
        return isFixed ? ReleaseOrder(order) : Decision.None;
    }

    /// <summary>Republishes that the order is settled.</summary>
    public static Decision OrderReceivedAfterEnd(OrderState order) =>
        Decision.Repeat(Settled(order, order.CurrentState));

    /// <summary>
    /// An edit changes the delivery until it is sent; the wms-adapter knows, and reports which revision it sent. An edit that cannot be
    /// delivered cancels the delivery if it is not too late; so does one that arrives while it is being canceled.
    /// </summary>
    private Decision Edited(OrderState order)
    {
        if (order.StopReason is { } stop)
        {
            return Decision.Note("edited in the cart again", Stop(order, stop));
        }

        if (order.CurrentState != OrderStatus.New)
        {
            order.Note = Notes.ShippedAsItWas;
            return Decision.Note(order.Note, [order.Delivery!, .. WaitingShipments(order)]);
        }

        var plan = PlanFor(order, order.DeliveryNumber);
        if (plan is DeliveryPlan.Deliver deliver)
        {
            order.Delivery = deliver.Command;
            return Decision.Note("edited in the cart", deliver.Command);
        }

        var reason = ((DeliveryPlan.Hold)plan).Reason;
        (order.StopReason, order.Note) = (reason, Notes.ToBeStopped(reason));
        return Decision.Note(order.Note, Stop(order, reason));
    }

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

    private static CancelDelivery Stop(OrderState order, string reason) =>
        new() { Delivery = order.Delivery!, Reason = reason };

    private static bool SameToWarehouse(DeliverOrder one, DeliverOrder other) =>
        one.ShipTo == other.ShipTo
        && (one.Carrier, one.Service, one.Warehouse, one.Connection)
            == (other.Carrier, other.Service, other.Warehouse, other.Connection)
        && one.Items.SequenceEqual(other.Items);
}
