using Crossdock.Contracts;
using Crossdock.OrderRouter.Duplicates;
using Crossdock.Platform.Messaging;
using MassTransit;

namespace Crossdock.OrderRouter.Orders;

/// <summary>Binds a pure decision to an event of the state machine.</summary>
public static class DecisionBinder
{
    /// <summary>Decides, records what happened, enters the next state, and publishes the messages.</summary>
    public static EventActivityBinder<OrderState, T> Apply<T>(
        this EventActivityBinder<OrderState, T> binder,
        OrderJournal journal,
        DuplicateOrders? duplicates,
        Func<OrderState, T, Decision> decide
    )
        where T : class =>
        binder.ThenAsync(async context =>
        {
            var order = context.Saga;
            var before = (Status: order.CurrentState, order.Reason);
            if (context.Message is OrderReceived received && duplicates is not null && !order.HadDelivery())
            {
                var first = await duplicates.ClaimAsync(received, context.CancellationToken);
                (order.DuplicateOf, order.DuplicateOfNumber) = (first?.OrderId, first?.OrderNumber);
            }

            var decision = decide(order, context.Message);
            if (decision.NextState is not null || decision.Description is not null)
            {
                journal.Write(order, before.Status, decision);
            }

            journal.Warn(order, decision.Warnings);
            var isOnHold = (decision.NextState ?? before.Status) == OrderStatus.Error;
            var isOtherCause = OrderCauses.Update(order, isOnHold, journal.Now);
            OrderListing.Update(order, decision.NextState ?? before.Status, journal.Now);
            if (decision.NextState is { } state)
            {
                await context.TransitionToState(context.StateMachine.GetState(state));
            }

            if (order is { RedactOnceEnded: true, RedactedAt: null } && order.HasEnded())
            {
                await context.PublishAsync(
                    new RedactOrder { OrderId = order.CorrelationId },
                    context.CancellationToken
                );
            }

            // Also for one that is only republished: anyone who missed the first one gets to know of the hold then.
            var isHoldNews = isOtherCause || order.Reason != before.Reason || context.Message is OrderReceived;
            foreach (var message in isOnHold && isHoldNews ? [.. decision.Messages, Held(order)] : decision.Messages)
            {
                // OrderHeld is a notification: it need not have a subscriber.
                await context.PublishAsync(
                    message,
                    context.CancellationToken,
                    requiresSubscriber: message is not OrderHeld
                );
            }
        });

    private static OrderHeld Held(OrderState order) =>
        new()
        {
            OrderId = order.CorrelationId,
            Merchant = order.Merchant,
            OrderNumber = order.OrderNumber,
            Reason = order.Reason ?? "",
            Cause = OrderCauses.Of(order),
        };
}
