using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Rules;

/// <summary>Holds an order that a person holds.</summary>
public sealed class HeldByPersonRule : IOrderRule
{
    public string Name => "held_by_person";

    public RuleOutcome Apply(OrderDraft draft, RuleContext context) =>
        context.HeldByPerson is { } reason
            ? new RuleOutcome.Hold(reason, ExceptionKind.HeldByPerson)
            : new RuleOutcome.Continue(draft);
}
