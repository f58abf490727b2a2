using Crossdock.Contracts;
using Crossdock.OrderRouter.Rules;

namespace Crossdock.OrderRouter.Stock;

/// <summary>Computes a cart's stock levels from the warehouses' readings. Pure.</summary>
public static class StockRules
{
    /// <summary>The cart's SKUs whose level depends on a reading: the item's own, and those of the kits that contain it.</summary>
    public static IEnumerable<string> SkusOf(OrderRoute route, StockDocument reading)
    {
        ArgumentNullException.ThrowIfNull(route);
        ArgumentNullException.ThrowIfNull(reading);
        return route
            .Warehouses.Where(one => one.Warehouse == reading.Connection && Counts(one, reading))
            .SelectMany(one => one.SkusOf(reading.ItemCode).Concat(one.KitsWith(reading.ItemKey)))
            .Distinct(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The readings that a level depends on: connections and keys of item codes.</summary>
    public static IEnumerable<(string Connection, string ItemKey)> KeysOf(OrderRoute route, string sku)
    {
        ArgumentNullException.ThrowIfNull(route);
        return route
            .Warehouses.SelectMany(one => PartsOf(one, sku).Select(part => (one.Warehouse, KeyOf(one, part.Sku))))
            .Distinct();
    }

    /// <summary>
    /// The level of an SKU: what all warehouses of the route have of it; of a kit, as many as the scarcest of its components makes in each.
    /// </summary>
    /// <param name="route">The route of the cart.</param>
    /// <param name="sku">The cart's.</param>
    /// <param name="readings">The latest reading in each building, by what <see cref="KeysOf"/> names.</param>
    /// <param name="asOf">The time as of which the level is valid; null for that of the latest reading.</param>
    /// <returns>Null if no warehouse has read all of it.</returns>
    public static StockLevel? LevelOf(
        OrderRoute route,
        string sku,
        Func<(string Connection, string ItemKey), IReadOnlyList<StockDocument>> readings,
        DateTimeOffset? asOf
    )
    {
        ArgumentNullException.ThrowIfNull(readings);
        decimal? all = null;
        var latest = DateTimeOffset.MinValue;
        foreach (var one in route.Warehouses)
        {
            if (OnHand(one, sku, readings) is { } here)
            {
                all = (all ?? 0) + here.Units;
                latest = here.ReadAt > latest ? here.ReadAt : latest;
            }
        }

        return all is not { } onHand
            ? null
            : new StockLevel
            {
                Sku = sku,
                OnHand = onHand < route.MinimumLevel ? 0 : onHand,
                AsOf = asOf ?? latest,
            };
    }

    private static (decimal Units, DateTimeOffset ReadAt)? OnHand(
        OrderRoute warehouse,
        string sku,
        Func<(string, string), IReadOnlyList<StockDocument>> readings
    )
    {
        var units = decimal.MaxValue;
        var latest = DateTimeOffset.MinValue;
        foreach (var part in PartsOf(warehouse, sku))
        {
            var buildings = readings((warehouse.Warehouse, KeyOf(warehouse, part.Sku)));
            var counted = buildings.Where(building => Counts(warehouse, building)).ToList();
            if (counted.Count == 0)
            {
                return null;
            }

            // A cart sells whole units.
            units = decimal.Min(units, decimal.Floor(counted.Sum(building => building.OnHand) / part.Quantity));
            var readAt = buildings.Max(building => building.LevelAsOf());
            latest = readAt > latest ? readAt : latest;
        }

        return (units, latest);
    }

    private static IReadOnlyList<Component> PartsOf(OrderRoute warehouse, string sku) =>
        warehouse.Items.ComponentsOf(sku) ?? [new Component { Sku = sku }];

    private static string KeyOf(OrderRoute warehouse, string sku) => ItemCodes.KeyOf(warehouse.CodeOf(sku));

    private static bool Counts(OrderRoute route, StockDocument building) =>
        string.IsNullOrEmpty(route.Building)
        || string.Equals(building.Warehouse, route.Building, StringComparison.OrdinalIgnoreCase);
}
