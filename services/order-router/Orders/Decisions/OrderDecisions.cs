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
    private Decision Plan(OrderState order, string description)
    {
        var plan = PlanFor(order, order.DeliveryNumber);
        if (plan is DeliveryPlan.Deliver deliver)
        {
            (order.Delivery, order.Reason) = (deliver.Command, null);
            return Decision.Enter(
                OrderStatus.New,
                $"{description}, routed to {deliver.Command.Connection}",
                deliver.Command
            );
        }

        var reason = ((DeliveryPlan.Hold)plan).Reason;
        var isKnown = order.CurrentState == OrderStatus.Error && order.Reason == reason;
        return isKnown ? Decision.None : Hold(order, reason);
    }

    private DeliveryPlan PlanFor(OrderState order, int deliveryNumber) =>
        DeliveryPlan.For(order.Order!, routes.ForCart(order.Connection), deliveryNumber);

    /// <summary>The warehouse definitely ships nothing of the last delivery: the current revision becomes another delivery, or goes on hold.</summary>
    private Decision PlanAgain(OrderState order, string description)
    {
        // The next delivery has another id, so that no answer to the last one is mistaken for an answer to it.
        order.DeliveryNumber += order.Delivery is null ? 0 : 1;
        (order.Delivery, order.WarehouseNumber, order.StopReason) = (null, null, null);
        (order.Note, order.WarehouseNote) = (null, null);
        return Plan(order, description);
    }

    private static Decision Hold(OrderState order, string reason)
    {
        order.Reason = reason;
        var held = new OrderHeld
        {
            OrderId = order.CorrelationId,
            Merchant = order.Merchant,
            OrderNumber = order.OrderNumber,
            Reason = reason,
        };
        return Decision.Enter(OrderStatus.Error, reason, held);
    }

    private static Decision Cancel(OrderState order, string reason)
    {
        order.Reason = reason;
        return Decision.Enter(OrderStatus.Canceled, reason, Settled(order, OrderStatus.Canceled));
    }

    private static OrderSettled Settled(OrderState order, string status) =>
        new() { OrderId = order.CorrelationId, Status = status };

    /// <summary>The order's status after a parcel was shipped or confirmed.</summary>
    private static Decision AfterParcel(OrderState order, string? description, IReadOnlyList<object> messages)
    {
        var status =
            order.IsConfirmed() ? OrderStatus.Confirmed
            : order.IsShipped() ? OrderStatus.Shipped
            : OrderStatus.Partial;
        // A hold ends automatically only when nothing is left to do.
        var next =
            status == order.CurrentState || (order.CurrentState == OrderStatus.Error && status != OrderStatus.Confirmed)
                ? null
                : status;
        if (status == OrderStatus.Confirmed)
        {
            order.Reason = null;
            messages = [.. messages, Settled(order, status)];
        }

        return new Decision(next, messages, description);
    }

    private static IEnumerable<object> WaitingShipments(OrderState order) =>
        order.Shipments.Where(s => s.IsWaiting()).Select(s => s.Command);

    /// <summary>True if the warehouse has it, or has shipped part of it: then it is never sent to a warehouse again.</summary>
    private static bool IsAtWarehouse(OrderState order) =>
        order.WarehouseNumber is not null || order.Shipments.Count > 0;
}
