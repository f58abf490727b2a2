namespace Crossdock.OrderRouter.Rules;

/// <summary>Skips an order that the filters of its route do not load, unless a person took it in, or a delivery of it was sent before.</summary>
public sealed class LoadFilterRule : IOrderRule
{
    public string Name => "load_filter";

    public RuleOutcome Apply(OrderDraft draft, RuleContext context)
    {
        if (context.HadDelivery || context.Route is not { } route || Reason(draft, route) is not { } reason)
        {
            return new RuleOutcome.Continue(draft);
        }

        return draft.Order.TakenIn is { } takenIn
            ? new RuleOutcome.Continue(draft, takenIn)
            : new RuleOutcome.Skip(
                $"{reason} Change the order in the cart or the filter in the route, or take the order in."
            );
    }

    private static string? Reason(OrderDraft draft, OrderRoute route)
    {
        foreach (var (name, when) in route.Orders.Blocks)
        {
            if (when.IsMet(draft.Order))
            {
                return $"The load filter \"{name}\" of {route.Cart} does not accept it ({when.Names}).";
            }
        }

        var allows = route.Orders.Allows;
        return allows.Count == 0 || allows.Any(filter => filter.When.IsMet(draft.Order))
            ? null
            : $"No load filter of {route.Cart} accepts it: {string.Join("; ", allows.Take(MaxNamed).Select(filter => $"\"{filter.Name}\" ({filter.When.NotMet(draft.Order)})"))}.";
    }

    private const int MaxNamed = 5;
}
