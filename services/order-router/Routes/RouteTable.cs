using System.Collections.Frozen;
using Crossdock.Adapters;
using Crossdock.OrderRouter.Rules;
using Crossdock.Platform.Hosting;

namespace Crossdock.OrderRouter.Routes;

/// <summary>
/// All routes by cart connection: those from configuration, and those saved through the API. Lookups never wait: they use the routes that
/// were last read.
/// </summary>
public sealed class RouteTable
{
    private readonly FrozenDictionary<string, OrderRoute> configured;
    private volatile FrozenDictionary<string, OrderRoute> routes;

    /// <exception cref="SettingException">A route is incomplete.</exception>
    public RouteTable(IConfiguration configuration) =>
        routes = configured = ByCart(
            configuration.GetSection("Routes").GetChildren().Select(section => Configured(configuration, section.Key))
        );

    public IEnumerable<OrderRoute> All => routes.Values;

    /// <summary>Configuration keys ignore case.</summary>
    public bool IsConfigured(string cart) => configured.Keys.Contains(cart, StringComparer.OrdinalIgnoreCase);

    /// <summary>The route of a cart's orders; null if there is none.</summary>
    public OrderRoute? ForCart(string connection) => routes.GetValueOrDefault(connection);

    /// <summary>The routes of which some orders go to a warehouse connection.</summary>
    public IEnumerable<OrderRoute> ToWarehouse(string connection) =>
        routes.Values.Where(route => route.Warehouses.Any(one => one.Warehouse == connection));

    /// <summary>Replaces the stored routes; those from configuration stay and take precedence.</summary>
    public void Take(IEnumerable<OrderRoute> setUp) =>
        routes = ByCart(configured.Values.Concat(setUp.Where(r => !IsConfigured(r.Cart))));

    private static OrderRoute Configured(IConfiguration configuration, string cart)
    {
        var options = ServiceHost.Read<RouteOptions>(configuration, $"Routes:{cart}");
        options.Check(cart);
        return new OrderRoute(cart, options) { IsConfigured = true };
    }

    private static FrozenDictionary<string, OrderRoute> ByCart(IEnumerable<OrderRoute> all) =>
        all.ToFrozenDictionary(r => r.Cart, StringComparer.Ordinal);
}
