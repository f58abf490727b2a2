using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Rules;

/// <summary>Makes the delivery's reference (<c>cust_ref</c>).</summary>
public sealed class ReferenceRule : IOrderRule
{
    public string Name => "reference";

    public RuleOutcome Apply(OrderDraft draft, RuleContext context)
    {
        var deliveryId = DerivedId.OfDelivery(draft.Order.OrderId, context.DeliveryNumber);
        var reference = CustRef.For(draft.Order.OrderNumber, deliveryId);
        return new RuleOutcome.Continue(draft with { Reference = reference }, reference);
    }
}
