using Crossdock.Contracts;
using Crossdock.OrderRouter.Rules;
using Crossdock.OrderRouter.Stock;
using static Crossdock.OrderRouter.Orders.Decision;
using States = Crossdock.OrderRouter.Orders.OrderStateMachine;

namespace Crossdock.OrderRouter.Orders;

/// <summary>Decides on a warehouse's messages about a delivery and a cart's about a parcel. Pure except that it changes the order.</summary>
public sealed class DeliveryDecisions(OrderDecisions orders, RouteTable routes, TimeProvider time)
{
    /// <summary>Messages about any delivery but the latest are ignored.</summary>
    public static bool IsCurrent(OrderState order, Guid deliveryId) => order.Delivery?.DeliveryId == deliveryId;

    public static Decision Delivered(OrderState order, OrderDelivered message)
    {
        var known = order.WarehouseNumber == message.WarehouseNumber;
        order.WarehouseNumber = message.WarehouseNumber;
        if (message.Revision < order.Order!.Revision && order.StopReason is null)
        {
            order.Note = Notes.ShippedAsItWas;
        }

        var what = $"accepted by the warehouse as {message.WarehouseNumber}";
        return order.CurrentState == nameof(States.New) ? Enter(nameof(States.AtWms), what)
            : known ? None
            : Note(what); // A parcel's message overtook this one.
    }

    /// <summary>The warehouse refuses the delivery; the message says whether it may still arrive there.</summary>
    public Decision Refused(OrderState order, OrderRefused message)
    {
        (order.WarehouseNumber, order.RequiresManualRelease) = (null, message.MayStillArrive);
        if (order.RequiresManualRelease)
        {
            return OrderDecisions.Hold(order, message.Reason);
        }

        return order.CancelReason is { } reason ? OrderDecisions.Cancel(order, reason)
            : message.Revision < order.Order!.Revision
                ? orders.Replan(order, $"the warehouse refused the revision before the last edit ({message.Reason})")
            : OrderDecisions.Hold(order, message.Reason);
    }

    /// <summary>The delivery will not be shipped, at our request or by the warehouse's decision.</summary>
    public Decision DeliveryCanceled(OrderState order, DeliveryCanceled message)
    {
        var left = order.Shipments.Select(s => s.Command.ShipmentId).Union(message.Shipments);
        if (left.ToList() is { Count: > 0 } all)
        {
            (order.AllShipments, order.StopReason) = (all, null);
            order.Note = $"The rest will not be shipped: {message.Reason}";
            return AfterParcel(order, order.Note, []);
        }

        order.WarehouseNumber = null;
        return order.CancelReason is { } reason ? OrderDecisions.Cancel(order, reason)
            : order.StopReason is not null ? orders.Replan(order, "canceled at the warehouse")
            : OrderDecisions.Hold(order, $"{message.Reason} Release the order to send it again.");
    }

    public static Decision CancelRefused(OrderState order, CancelRefused message)
    {
        if (order is { StopReason: null, CancelReason: null })
        {
            return None; // A repeat; the order has moved on.
        }

        var before = order.Note;
        order.Note = order.StopReason is null
            ? $"It is too late to cancel: {message.Reason}"
            : Notes.NotStopped(message.Reason);
        order.StopReason = null;
        return order.Note == before ? None : Note(order.Note);
    }

    public static Decision Noted(OrderState order, DeliveryNoted message)
    {
        var known = order.WarehouseNote == message.Note;
        order.WarehouseNote = message.Note;
        return known ? None : Note(message.Note ?? "the warehouse's note no longer applies");
    }

    /// <summary>A parcel shipped.</summary>
    public Decision Tracked(OrderState order, ShipmentTracked message)
    {
        order.AllShipments = message.AllShipments ?? order.AllShipments;
        var known = order.Shipments.Find(s => s.Command.ShipmentId == message.ShipmentId);
        var shipment = known ?? Keep(order, message);
        if (order.StopReason is not null && order.IsShipped())
        {
            (order.StopReason, order.Note) = (null, Notes.ShippedAsItWas);
        }

        IReadOnlyList<object> messages = shipment.IsWaiting() ? [shipment.Command] : [];
        return AfterParcel(order, known is null ? $"parcel {message.TrackingNumber} shipped" : null, messages);
    }

    /// <summary>The cart shows a parcel.</summary>
    public static Decision Confirmed(OrderState order, ShipmentConfirmed message)
    {
        if (order.Shipments.Find(s => s.Command.ShipmentId == message.ShipmentId) is not { } shipment)
        {
            return None;
        }

        var known = shipment.ConfirmedAt is not null;
        shipment.ConfirmedAt ??= message.ConfirmedAt;
        shipment.Refusal = null;
        var moved = new StockMoved
        {
            Connection = order.Delivery!.Connection,
            ItemCodes = [.. shipment.Items.Select(item => item.ItemCode)],
            At = shipment.ConfirmedAt.Value,
        };
        return AfterParcel(
            order,
            known ? null : $"parcel {shipment.Command.TrackingNumber} confirmed in the cart",
            [moved]
        );
    }

    /// <summary>The cart refuses a parcel, unless it has confirmed it meanwhile.</summary>
    public static Decision ShipmentRefused(OrderState order, ShipmentRefused message)
    {
        var shipment = order.Shipments.Find(s => s.Command.ShipmentId == message.ShipmentId);
        if (shipment is not { ConfirmedAt: null } || shipment.Refusal == message.Reason)
        {
            return None;
        }

        shipment.Refusal = message.Reason;
        return OrderDecisions.Hold(order, message.Reason);
    }

    /// <summary>The order's state after a parcel was shipped or confirmed.</summary>
    private static Decision AfterParcel(OrderState order, string? what, IReadOnlyList<object> messages)
    {
        var state =
            order.IsConfirmed() ? nameof(States.Confirmed)
            : order.IsShipped() ? nameof(States.Shipped)
            : nameof(States.Partial);
        // A hold ends automatically only when nothing is left to do.
        if (order.CurrentState == nameof(States.Error) && state != nameof(States.Confirmed))
        {
            return new Decision(null, messages, what);
        }

        var become = state == order.CurrentState ? null : state;
        if (state != nameof(States.Confirmed))
        {
            return new Decision(become, messages, what);
        }

        order.Reason = null;
        return new Decision(become, [.. messages, OrderDecisions.Settled(order, state)], what);
    }

    private OrderShipment Keep(OrderState order, ShipmentTracked parcel)
    {
        var route = routes.ForCart(order.Connection);
        var received = order.Order!;
        var earlier = order.Shipments.SelectMany(s => s.Command.Lines);
        var lines = Allocation.Of(received.Lines, sku => route?.CodeOf(sku) ?? sku, earlier, parcel.Items);
        var shipment = new OrderShipment
        {
            Items = parcel.Items,
            Command = new ConfirmShipment
            {
                ShipmentId = parcel.ShipmentId,
                OrderId = received.OrderId,
                Connection = received.Connection,
                Merchant = received.Merchant,
                CartOrderId = received.CartOrderId,
                OrderNumber = received.OrderNumber,
                Carrier = route is null ? parcel.Carrier : route.CarrierOf(parcel.Carrier),
                Service = parcel.Service,
                TrackingNumber = parcel.TrackingNumber,
                ShippedAt = parcel.ShippedAt,
                Lines = lines,
            },
        };
        if (lines.Count == 0)
        {
            // No line of the cart's order can show this parcel.
            shipment.ConfirmedAt = time.GetUtcNow();
            order.Note = $"Parcel {parcel.TrackingNumber} contains nothing that is still open in the order.";
        }

        order.Shipments.Add(shipment);
        return shipment;
    }
}
