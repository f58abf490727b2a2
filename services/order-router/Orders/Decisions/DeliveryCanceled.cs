using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Orders;

public sealed partial class OrderDecisions
{
    /// <summary>The delivery will not be shipped, at our request or by the warehouse's decision.</summary>
    public Decision DeliveryCanceled(OrderState order, DeliveryCanceled message)
    {
        if (order.Earlier(message.DeliveryId) is { } earlier)
        {
            return EarlierEnded(order, earlier, message.Turn, message.Reason);
        }

        if (!EndsDelivery(order, message.DeliveryId, message.Turn))
        {
            return Decision.None; // A repeat; the order has moved on.
        }

        (order.Turn, order.DeliveryEnd) = (message.Turn, message.Reason);
        var shipped = order.Shipments.Select(s => s.Command.ShipmentId).Union(message.Shipments).ToList();
        if (shipped.Count > 0)
        {
            (order.AllShipments, order.StopReason) = (shipped, null);
            order.Note = $"The rest will not be shipped: {message.Reason}";
            return Proceed(order, order.Note, []);
        }

        order.WarehouseNumber = null;
        if (order.CancelReason is { } reason)
        {
            return Cancel(order, reason);
        }

        if (order.StopReason is not null)
        {
            return PlanAgain(order, "canceled at the warehouse");
        }

        order.CanceledThere = true;
        return Hold(order, $"{message.Reason} Release the order to send it again.");
    }

    /// <summary>Whether a message about an end is about the order's delivery of now, and new.</summary>
    private static bool EndsDelivery(OrderState order, Guid deliveryId, int turn) =>
        order.Delivery?.DeliveryId == deliveryId
        && turn >= order.Turn
        && (order.DeliveryEnd is null || turn > order.Turn)
        && order.CurrentState is not (OrderStatus.Confirmed or OrderStatus.Canceled);

    /// <summary>An earlier delivery will not be shipped after all.</summary>
    private static Decision EarlierEnded(OrderState order, SentDelivery earlier, int turn, string reason)
    {
        if (earlier.End is not null || turn < earlier.Turn)
        {
            return Decision.None;
        }

        (earlier.End, earlier.Turn, earlier.CancelRefusal) = (reason, turn, null);
        return order.CurrentState == OrderStatus.Error
            ? Proceed(order, $"the earlier delivery {earlier.Command.Reference} will not be shipped: {reason}", [])
            : Decision.None;
    }
}
