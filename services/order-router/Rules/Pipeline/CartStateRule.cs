namespace Crossdock.OrderRouter.Rules;

/// <summary>Holds an order that must not be sent as its cart shows it now.</summary>
public sealed class CartStateRule : IOrderRule
{
    public string Name => "cart_state";

    public RuleOutcome Apply(OrderDraft draft, RuleContext context) =>
        Judgement.ReasonToHold(draft.Order) ?? (RuleOutcome)new RuleOutcome.Continue(draft);
}
