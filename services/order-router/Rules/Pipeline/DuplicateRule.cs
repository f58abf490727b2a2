using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Rules;

/// <summary>Holds an order that was ordered before under another number, unless a person wants both.</summary>
public sealed class DuplicateRule : IOrderRule
{
    public string Name => "duplicate";

    public RuleOutcome Apply(OrderDraft draft, RuleContext context) =>
        context is { DuplicateOf: { } number, HadDelivery: false }
            ? new RuleOutcome.Hold(
                $"The same was ordered before as {number}, by the same customer to the same address: release this one to send both, or cancel it.",
                ExceptionKind.DuplicateOrder,
                ""
            )
            : new RuleOutcome.Continue(draft);
}
