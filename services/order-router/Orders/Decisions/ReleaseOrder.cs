namespace Crossdock.OrderRouter.Orders;

public sealed partial class OrderDecisions
{
    /// <summary>A person released the order, or what held it was fixed.</summary>
    public Decision ReleaseOrder(OrderState order)
    {
        if (IsAtWarehouse(order))
        {
            order.Reason = null;
            order.Shipments.ForEach(shipment => shipment.Refusal = null);
            var status = order.IsShipped() ? OrderStatus.Shipped : OrderStatus.Partial;
            return Decision.Enter(status, "released: the cart gets its parcels again", [.. WaitingShipments(order)]);
        }

        order.RequiresManualRelease = false;
        return PlanAgain(order, "released");
    }
}
