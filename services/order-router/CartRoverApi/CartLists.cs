using System.Text.Json.Nodes;
using Crossdock.Adapters;
using Crossdock.Adapters.Declaration;
using Crossdock.OrderRouter.Orders;
using Crossdock.OrderRouter.Routes;
using Crossdock.Platform.Api;
using Crossdock.Platform.Storage;

namespace Crossdock.OrderRouter.CartRoverApi;

/// <summary>The carts of a key, the kinds of cart, and the merchants of a warehouse.</summary>
internal sealed class CartLists(IServiceProvider services, RouteTable routes, IDocuments<OrderState> orders)
{
    public JsonArray Carts(KeyScope scope) =>
        [
            .. scope.Carts.Select(cart =>
                (JsonNode)
                    new JsonObject
                    {
                        ["order_source"] = cart,
                        ["name"] = cart,
                        ["warehouse"] = routes.ForCart(cart)?.Warehouse,
                    }
            ),
        ];

    /// <summary>As the adapters of this process declare them: the order-router alone has none, and takes posted orders.</summary>
    public JsonArray Kinds()
    {
        var declared = services.GetService<AdapterCatalog>()?.All.Where(adapter => adapter.Role == AdapterRole.Cart);
        var kinds = declared?.Select(adapter => (adapter.Kind, (string?)adapter.Description)) ?? [("Api", null)];
        return [.. kinds.Select(one => (JsonNode)new JsonObject { ["name"] = one.Item1, ["description"] = one.Item2 })];
    }

    /// <summary>Of whom the carts that lead to it have orders.</summary>
    public async Task<JsonArray> MerchantsAsync(KeyScope scope, CancellationToken cancellationToken)
    {
        var carts = scope.Warehouse is { } warehouse
            ? routes.ToWarehouse(warehouse).Select(route => route.Cart)
            : scope.Carts;
        var merchants = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var cart in carts)
        {
            foreach (var status in OrderStatus.All)
            {
                var latest = OrderState.ByListing.Where(OrderListing.KeyOf(cart, status)).Backwards().Take(1);
                merchants.UnionWith(
                    (await orders.QueryAsync(latest, cancellationToken)).Select(order => order.Merchant)
                );
            }
        }

        return [.. merchants.Select(name => (JsonNode)new JsonObject { ["merchant"] = name, ["name"] = name })];
    }
}
