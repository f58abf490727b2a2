using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Rules;

/// <summary>Chooses the warehouse: that of the first routing rule that the order meets, or else that of the route.</summary>
public sealed class WarehouseRule : IOrderRule
{
    public string Name => "warehouse";

    public RuleOutcome Apply(OrderDraft draft, RuleContext context)
    {
        if (context.Route is not { } route)
        {
            return new RuleOutcome.Hold(
                $"No route leads from {draft.Order.Connection} to a warehouse: set Routes:{draft.Order.Connection}, or PUT /api/v1/routes/{draft.Order.Connection}.",
                ExceptionKind.RouteMissing,
                ""
            );
        }

        foreach (var (rule, when) in route.Orders.Routing)
        {
            if (when.IsMet(draft.Order))
            {
                var chosen = route.To(rule.Warehouse, rule.Building);
                var why = when.IsEmpty ? "" : $" ({when.Names})";
                return new RuleOutcome.RouteTo(chosen, $"{NameOf(chosen)}, by the routing rule \"{rule.Name}\"{why}");
            }
        }

        return new RuleOutcome.RouteTo(route, $"{NameOf(route)}, by the route of {route.Cart}");
    }

    private static string NameOf(OrderRoute route) =>
        route.Building is { Length: > 0 } building ? $"{route.Warehouse} ({building})" : route.Warehouse;
}
