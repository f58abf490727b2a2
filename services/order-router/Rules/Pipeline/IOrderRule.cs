namespace Crossdock.OrderRouter.Rules;

/// <summary>One rule of the pipeline. Pure: everything it depends on is an argument.</summary>
public interface IOrderRule
{
    /// <summary>What people call it in the steps of an order, for example <c>ship_method</c>.</summary>
    string Name { get; }

    /// <summary>Continues with the draft, or says why the order goes no further.</summary>
    RuleOutcome Apply(OrderDraft draft, RuleContext context);
}
