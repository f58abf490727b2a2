using Crossdock.Contracts;
using Crossdock.OrderRouter.Rules;

namespace Crossdock.OrderRouter.Orders;

public sealed partial class OrderDecisions
{
    /// <summary>A person holds the order: a delivery that goes on is canceled at the warehouse first.</summary>
    public static Decision HoldOrder(OrderState order, HoldOrder message) =>
        Act(
            order,
            message,
            () =>
            {
                order.HoldReason = $"Held by {message.By}: {Sentence(message.Reason)} Release the order to send it.";
                if (order.CurrentState != OrderStatus.Error)
                {
                    return StopFor(order, order.HoldReason, Notes.ToBeHeld(order.HoldReason));
                }

                // What the warehouse may have stays the reason: it has to be seen before anything is sent again.
                return order.RequiresManualRelease
                    ? Decision.Note(order.HoldReason)
                    : HoldAgain(order, new DeliveryPlan.Hold(order.HoldReason, ExceptionKind.HeldByPerson));
            }
        );
}
