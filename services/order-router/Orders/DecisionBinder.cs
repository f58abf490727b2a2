using Crossdock.Contracts;
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
        Func<OrderState, T, Decision> decide
    )
        where T : class =>
        binder.ThenAsync(async context =>
        {
            var order = context.Saga;
            var before = order.CurrentState;
            var decision = decide(order, context.Message);
            if (decision.NextState is not null || decision.Description is not null)
            {
                journal.Write(order, before, decision);
            }

            journal.Warn(order, decision.Warnings);
            if (decision.NextState is { } state)
            {
                await context.TransitionToState(context.StateMachine.GetState(state));
            }

            foreach (var message in decision.Messages)
            {
                // OrderHeld is a notification: it need not have a subscriber.
                await context.PublishAsync(
                    message,
                    context.CancellationToken,
                    requiresSubscriber: message is not OrderHeld
                );
            }
        });
}
