using Crossdock.Platform.Connections;
using Crossdock.Platform.Hosting;

namespace Crossdock.OrderRouter.Rules;

/// <summary>All routes, by cart connection.</summary>
public sealed class RouteTable
{
    private readonly Dictionary<string, OrderRoute> routes = new(StringComparer.Ordinal);

    /// <exception cref="SettingException">A route is incomplete.</exception>
    public RouteTable(IConfiguration configuration)
    {
        foreach (
            var cart in configuration
                .GetSection("Routes")
                .GetChildren()
                .Select(section => section.Key)
        )
        {
            var options = ServiceHost.Read<RouteOptions>(configuration, $"Routes:{cart}");
            if (options.Warehouse.Length == 0)
            {
                throw new SettingException(
                    $"Routes:{cart}:Warehouse",
                    "is missing",
                    "name the warehouse connection that ships this cart's orders"
                );
            }

            foreach (
                var method in options.ShipMethods.Where(m =>
                    m.Carrier.Length == 0 || m.Service.Length == 0
                )
            )
            {
                throw new SettingException(
                    $"Routes:{cart}:ShipMethods",
                    $"has no Carrier or no Service for \"{method.Cart}\"",
                    "set both in the warehouse's words"
                );
            }

            routes.Add(cart, new OrderRoute(cart, options));
        }
    }

    /// <summary>The route of a cart's orders; null where there is none.</summary>
    public OrderRoute? ForCart(string connection) => routes.GetValueOrDefault(connection);

    /// <summary>The routes that end at a warehouse connection.</summary>
    public IEnumerable<OrderRoute> ToWarehouse(string connection) =>
        routes.Values.Where(r => r.Warehouse == connection);
}
