using System.Text.Json;
using System.Text.Json.Nodes;
using Crossdock.OrderRouter.Routes;
using Crossdock.OrderRouter.Rules;
using Crossdock.Platform.Api;
using Crossdock.Platform.Work;

namespace Crossdock.OrderRouter.CartRoverApi;

/// <summary>
/// The ship methods of the routes: those of the warehouse are what the routes map to, those of a cart what is mapped. A warehouse's code is its
/// service; where two carriers have one of the same name, <c>carrier/service</c>.
/// </summary>
internal sealed class ShipMethodLists(RouteTable routes, StoredRoutes stored, RouteService service)
{
    private const int MaxMappings = 1000;

    /// <summary>Those of the warehouses that a key sees.</summary>
    public async Task<JsonArray> OfWarehouseAsync(KeyScope scope, CancellationToken cancellationToken)
    {
        await stored.RefreshAsync(cancellationToken);
        var warehouses = scope.Carts.Select(cart => routes.ForCart(cart)?.Warehouse).Append(scope.Warehouse);
        var methods = Coded([.. warehouses.OfType<string>().Distinct(StringComparer.Ordinal).SelectMany(Methods)]);
        return
        [
            .. methods.Select(one =>
                (JsonNode)
                    new JsonObject
                    {
                        ["carrier"] = one.Method.Carrier,
                        ["code"] = one.Code,
                        ["description"] = $"{one.Method.Carrier} {one.Method.Service}",
                    }
            ),
        ];
    }

    /// <summary>What a cart's ship methods are mapped to; nothing, where they are passed through.</summary>
    public async Task<JsonArray> OfCartAsync(string cart, CancellationToken cancellationToken)
    {
        await stored.RefreshAsync(cancellationToken);
        var route = RouteOf(cart);
        var methods = Coded(Methods(route.Warehouse));
        return
        [
            .. route.Settings.ShipMethods.Select(method =>
                (JsonNode)
                    new JsonObject
                    {
                        ["cart_code"] = method.Cart,
                        ["wms_code"] = method.PassThrough
                            ? null
                            : methods.First(one => IsSame(one.Method, method)).Code,
                        ["carrier"] = method.PassThrough ? null : method.Carrier,
                        ["description"] = method.PassThrough ? null : $"{method.Carrier} {method.Service}",
                    }
            ),
        ];
    }

    /// <summary>Maps ship methods of a cart: all of them, or none if one cannot be.</summary>
    /// <exception cref="CartRoverException">The list cannot be read, or names what the warehouse does not have.</exception>
    public async Task MapAsync(string cart, JsonElement body, string? by, CancellationToken cancellationToken)
    {
        await stored.RefreshAsync(cancellationToken);
        var methods = Coded(Methods(RouteOf(cart).Warehouse));
        JsonElement[] mappings = body.ValueKind == JsonValueKind.Array ? [.. body.EnumerateArray()] : [body];
        if (mappings.Length is 0 or > MaxMappings)
        {
            throw new CartRoverException(
                ErrorCode.Invalid,
                $"Send 1 to {MaxMappings} mappings of cart_code and wms_code."
            );
        }

        var entries = mappings
            .Select(mapping => JsonSerializer.SerializeToElement(Entry(mapping, methods), Web))
            .ToList();
        await service.PutShipMethodsAsync(cart, entries, VersionCondition.None, by, cancellationToken);
    }

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    private static ShipMethod Entry(JsonElement mapping, List<(string Code, ShipMethod Method)> methods)
    {
        if (
            mapping.ValueKind != JsonValueKind.Object
            || !mapping.TryGetProperty("cart_code", out var named)
            || FieldText.Of(named) is not { } cartCode
        )
        {
            throw new CartRoverException(ErrorCode.Invalid, "Missing required field(s): cart_code");
        }

        var wmsCode = mapping.TryGetProperty("wms_code", out var code) ? FieldText.Of(code) : null;
        if (wmsCode is null)
        {
            return new() { Cart = cartCode, PassThrough = true };
        }

        var known = methods.Find(one => string.Equals(one.Code, wmsCode, StringComparison.OrdinalIgnoreCase)).Method;
        return (known, wmsCode.Split('/', 2, StringSplitOptions.TrimEntries)) switch
        {
            ({ } method, _) => new()
            {
                Cart = cartCode,
                Carrier = method.Carrier,
                Service = method.Service,
            },
            (_, [{ Length: > 0 } carrier, { Length: > 0 } kind]) => new()
            {
                Cart = cartCode,
                Carrier = carrier,
                Service = kind,
            },
            _ => throw new CartRoverException(
                ErrorCode.Invalid,
                $"The warehouse has no ship method {wmsCode}: use a code of /v1/wms/shipmethod/list, or carrier/service."
            ),
        };
    }

    private OrderRoute RouteOf(string cart) =>
        routes.ForCart(cart)
        ?? throw new CartRoverException(ErrorCode.Invalid, $"No route leads from {cart} to a warehouse.");

    private List<ShipMethod> Methods(string warehouse) =>
        [
            .. routes
                .ToWarehouse(warehouse)
                .SelectMany(route => route.Settings.ShipMethods)
                .Where(method => !method.PassThrough),
        ];

    private static List<(string Code, ShipMethod Method)> Coded(List<ShipMethod> methods)
    {
        var distinct = methods.DistinctBy(method => (method.Carrier, method.Service)).ToList();
        var carriers = distinct.ToLookup(method => method.Service, StringComparer.OrdinalIgnoreCase);
        return
        [
            .. distinct.Select(method =>
                (carriers[method.Service].Count() == 1 ? method.Service : $"{method.Carrier}/{method.Service}", method)
            ),
        ];
    }

    private static bool IsSame(ShipMethod one, ShipMethod other) =>
        (one.Carrier, one.Service) == (other.Carrier, other.Service);
}
