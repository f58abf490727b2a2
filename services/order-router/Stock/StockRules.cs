using Crossdock.Contracts;
using Crossdock.OrderRouter.Rules;

namespace Crossdock.OrderRouter.Stock;

/// <summary>Computes a cart's stock levels from a warehouse's readings. Pure.</summary>
public static class StockRules
{
    /// <summary>The levels of one item for the cart of a route: one for each of its SKUs.</summary>
    /// <param name="route">A route to the warehouse.</param>
    /// <param name="buildings">The item's latest reading in each building of the warehouse.</param>
    /// <param name="asOf">The time as of which the levels are valid.</param>
    public static IEnumerable<StockLevel> Levels(
        OrderRoute route,
        IReadOnlyList<StockDocument> buildings,
        DateTimeOffset asOf
    )
    {
        var counted = buildings.Where(b => route.Building is null || Same(b.Warehouse, route.Building)).ToList();
        if (counted.Count == 0)
        {
            return [];
        }

        // A cart sells whole units.
        var onHand = decimal.Floor(counted.Sum(b => b.OnHand));
        var shown = onHand < route.MinimumLevel ? 0 : onHand;
        return route
            .SkusOf(counted[0].ItemCode)
            .Select(sku => new StockLevel
            {
                Sku = sku,
                OnHand = shown,
                AsOf = asOf,
            });
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
