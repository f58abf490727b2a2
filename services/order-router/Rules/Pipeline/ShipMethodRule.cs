using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Rules;

/// <summary>Translates the ship method to the warehouse's carrier and service; one that is not mapped holds the order.</summary>
public sealed class ShipMethodRule : IOrderRule
{
    public string Name => "ship_method";

    public RuleOutcome Apply(OrderDraft draft, RuleContext context)
    {
        var named = draft.Order.ShipMethod;
        return draft.Warehouse is not { } route ? new RuleOutcome.Continue(draft)
            : route.ShipMethodOf(named) is { } method
                ? new RuleOutcome.Continue(
                    draft with
                    {
                        Method = method,
                    },
                    $"{named?.Trim() ?? "none"} → {method.Carrier} {method.Service}"
                )
            : new RuleOutcome.Hold(
                named is null
                    ? $"The order names no ship method: add the empty one {WhereToMap(route)}."
                    : $"Ship method \"{named}\" is not mapped: add it {WhereToMap(route)}.",
                ExceptionKind.ShipMethodUnmapped,
                named ?? ""
            );
    }

    private static string WhereToMap(OrderRoute route) =>
        route.IsConfigured
            ? $"to Routes:{route.Cart}:ShipMethods"
            : $"to the route from {route.Cart} (PUT /api/v1/routes/{route.Cart}/ship-methods)";
}
