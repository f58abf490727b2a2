namespace Crossdock.OrderRouter.Orders;

public sealed partial class OrderDecisions
{
    /// <summary>A person cancels the order: as a void in the cart does, and until a person has it sent again.</summary>
    public static Decision CancelOrder(OrderState order, CancelOrder message) =>
        Act(
            order,
            message,
            () =>
            {
                var reason = $"It was canceled by {message.By}: {Sentence(message.Reason)}";
                (order.CanceledByPerson, order.CancelReason, order.HoldReason) = (reason, reason, null);
                if (order.CurrentState != OrderStatus.Error || order.IsAtWarehouse())
                {
                    return Decision.Note($"{reason} The warehouse was asked to cancel.", [.. Awaited(order)]);
                }

                // One that may still turn up at the warehouse is canceled there as soon as it does.
                var canceled = Cancel(order, reason);
                return order.RequiresManualRelease
                    ? canceled with
                    {
                        Messages = [.. canceled.Messages, .. Awaited(order)],
                    }
                    : canceled;
            }
        );
}
