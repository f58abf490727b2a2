using Crossdock.Contracts;
using Crossdock.Platform.Bus;
using MassTransit;

namespace Crossdock.OrderRouter.Orders;

/// <summary>Binds a pure decision to an event of the state machine.</summary>
public static class DecisionBinder
{
    /// <summary>Decides, writes down what happened, enters the state, and says what is to be said.</summary>
    public static EventActivityBinder<OrderState, T> Follow<T>(
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
            if (decision.Become is not null || decision.What is not null)
            {
                journal.Write(order, before, decision);
            }

            if (decision.Become is { } state)
            {
                await context.TransitionToState(context.StateMachine.GetState(state));
            }

            foreach (var message in decision.Say)
            {
                // A held order is said to whoever watches, and nobody has to.
                await context.SayAsync(message, context.CancellationToken, somebodyMustHear: message is not OrderHeld);
            }
        });
}
