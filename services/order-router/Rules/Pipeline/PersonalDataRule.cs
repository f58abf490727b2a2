using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Rules;

/// <summary>Holds an order whose address was removed with the customer's personal data.</summary>
public sealed class PersonalDataRule : IOrderRule
{
    public string Name => "personal_data";

    public RuleOutcome Apply(OrderDraft draft, RuleContext context) =>
        context.IsRedacted
            ? new RuleOutcome.Hold(
                "Its personal data were removed, so that nobody knows where to send it: order it again in the cart.",
                ExceptionKind.OnHold
            )
            : new RuleOutcome.Continue(draft);
}
