using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Orders;

public sealed partial class OrderDecisions
{
    /// <summary>The delivery will not be shipped, at our request or by the warehouse's decision.</summary>
    public Decision DeliveryCanceled(OrderState order, DeliveryCanceled message)
    {
        var shipped = order.Shipments.Select(s => s.Command.ShipmentId).Union(message.Shipments).ToList();
        if (shipped.Count > 0)
        {
            (order.AllShipments, order.StopReason) = (shipped, null);
            order.Note = $"The rest will not be shipped: {message.Reason}";
            return AfterParcel(order, order.Note, []);
        }

        order.WarehouseNumber = null;
        return order.CancelReason is { } reason ? Cancel(order, reason)
            : order.StopReason is not null ? PlanAgain(order, "canceled at the warehouse")
            : Hold(order, $"{message.Reason} Release the order to send it again.");
    }
}
