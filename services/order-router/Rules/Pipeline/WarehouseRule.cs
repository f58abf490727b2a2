using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Rules;

/// <summary>Chooses the warehouse: the one of the cart's route.</summary>
public sealed class WarehouseRule : IOrderRule
{
    public string Name => "warehouse";

    public RuleOutcome Apply(OrderDraft draft, RuleContext context) =>
        context.Route is { } route
            ? new RuleOutcome.RouteTo(route, $"{WarehouseName(route)}, by the route of {route.Cart}")
            : new RuleOutcome.Hold(
                $"No route leads from {draft.Order.Connection} to a warehouse: set Routes:{draft.Order.Connection}, or PUT /api/v1/routes/{draft.Order.Connection}.",
                ExceptionKind.RouteMissing,
                ""
            );

    internal static string WarehouseName(OrderRoute route) =>
        route.Building is { Length: > 0 } building ? $"{route.Warehouse} ({building})" : route.Warehouse;
}
