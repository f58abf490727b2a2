using Crossdock.Adapters;
using Crossdock.Contracts;
using Crossdock.OrderRouter.Rules;

namespace Crossdock.OrderRouter.Routes;

/// <summary>Validates a route, whether from configuration or from the API.</summary>
public static class RouteCheck
{
    /// <exception cref="SettingException">A setting is missing, or two contradict each other.</exception>
    public static void Check(this RouteOptions route, string cart)
    {
        if (route.Warehouse.Length == 0)
        {
            throw new SettingException(
                $"Routes:{cart}:Warehouse",
                "is missing",
                "name the warehouse connection that ships this cart's orders"
            );
        }

        CheckNames($"Routes:{cart}", route.ItemCodes, route.ShipMethods, route.Carriers);
        foreach (var (i, other) in (route.Alternatives ?? []).Index())
        {
            if (other.Warehouse.Length == 0)
            {
                throw new SettingException(
                    $"Routes:{cart}:Alternatives:{i}:Warehouse",
                    "is missing",
                    "name the warehouse connection"
                );
            }

            CheckNames($"Routes:{cart}:Alternatives:{i}", other.ItemCodes, other.ShipMethods, other.Carriers);
        }

        route.Rules?.Check(cart, route);
    }

    private static void CheckNames(
        string at,
        List<ItemCode> itemCodes,
        List<ShipMethod> shipMethods,
        List<CarrierName> carriers
    )
    {
        if (itemCodes.Find(i => i.Sku.Length == 0 || i.Code.Length == 0) is { } item)
        {
            throw new SettingException(
                $"{at}:ItemCodes",
                $"has no Sku or no Code for \"{item.Sku}{item.Code}\"",
                "set both, or leave the item out if cart and warehouse use the same code"
            );
        }

        if (itemCodes.GroupBy(i => i.Sku, ItemCodes.Comparer).FirstOrDefault(same => same.Count() > 1) is { } same)
        {
            throw new SettingException(
                $"{at}:ItemCodes",
                $"has SKUs that differ only in case, blanks or leading zeros: {string.Join(", ", same.Take(5).Select(i => $"\"{i.Sku}\" ({i.Code})"))}",
                "keep one of them, or give the items SKUs that differ in more"
            );
        }

        if (shipMethods.Find(m => !m.PassThrough && (m.Carrier.Length == 0 || m.Service.Length == 0)) is { } method)
        {
            throw new SettingException(
                $"{at}:ShipMethods",
                $"has no Carrier or no Service for \"{method.Cart}\"",
                "set both to the warehouse's names, or PassThrough if the cart's name is the warehouse's"
            );
        }

        if (
            shipMethods.Find(m => m.PassThrough && (m.Cart.Length == 0 || m.Carrier.Length + m.Service.Length > 0)) is
            { } passed
        )
        {
            throw new SettingException(
                $"{at}:ShipMethods",
                $"passes \"{passed.Cart}\" through and has no name, or a Carrier or Service beside it",
                "leave PassThrough out, or Carrier and Service"
            );
        }

        if (carriers.Find(c => c.Warehouse.Length == 0 || c.Cart.Length == 0) is { } carrier)
        {
            throw new SettingException(
                $"{at}:Carriers",
                $"has no Warehouse or no Cart for \"{carrier.Warehouse}{carrier.Cart}\"",
                "set both, or leave the carrier out if cart and warehouse use the same name"
            );
        }
    }
}
