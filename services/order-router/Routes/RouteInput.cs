using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Crossdock.Adapters;
using Crossdock.OrderRouter.Rules;

namespace Crossdock.OrderRouter.Routes;

/// <summary>Parses and validates the body of <c>PUT /api/v1/routes/{cart}</c>.</summary>
internal static partial class RouteInput
{
    private const int MaxEntries = 5000;
    private const int LongestText = 200;
    private const int MaxShown = 100;

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
    };

    /// <exception cref="SettingException">The body is not a complete route.</exception>
    public static RouteOptions Read(string cart, JsonElement body)
    {
        if (!Name().IsMatch(cart))
        {
            throw new SettingException(
                "The cart's name",
                "is not valid for a route",
                "use the cart connection's name, of at most 100 letters, digits, dashes, dots and underscores"
            );
        }

        var route = Parse(cart, body);
        CheckSizes(cart, route);
        route.Check(cart);
        return route;
    }

    /// <summary>Adds a ship method to a route, in place of the one of the same name.</summary>
    /// <exception cref="SettingException">The body is not a complete ship method; the route has not changed.</exception>
    public static void AddShipMethod(string cart, RouteOptions route, JsonElement body)
    {
        var added = Parse<ShipMethod>(cart, body, _ => true, "set cart, carrier and service");
        List<ShipMethod> methods =
        [
            .. route.ShipMethods.Where(known =>
                !string.Equals(known.Cart.Trim(), added.Cart.Trim(), StringComparison.OrdinalIgnoreCase)
            ),
            added,
        ];
        var before = route.ShipMethods;
        route.ShipMethods = methods;
        try
        {
            CheckSizes(cart, route);
            route.Check(cart);
        }
        catch (SettingException)
        {
            route.ShipMethods = before;
            throw;
        }
    }

    private static RouteOptions Parse(string cart, JsonElement body) =>
        Parse<RouteOptions>(
            cart,
            body,
            route => !HasGap(route.ItemCodes) && !HasGap(route.ShipMethods) && !HasGap(route.Carriers),
            "set warehouse, building, itemCodes (sku, code), shipMethods (cart, carrier, service), carriers (warehouse, cart), minimumLevel"
        );

    private static T Parse<T>(string cart, JsonElement body, Func<T, bool> isComplete, string toDo)
        where T : class
    {
        string where;
        try
        {
            if (
                body.ValueKind != JsonValueKind.Undefined
                && body.Deserialize<T>(Strict) is { } read
                && isComplete(read)
            )
            {
                return read;
            }

            where = "$";
        }
        catch (JsonException e)
        {
            where = e.Path ?? "$";
        }

        throw new SettingException(
            $"Routes:{cart}",
            $"has an unknown or invalid property at {where[..Math.Min(where.Length, MaxShown)]}",
            toDo
        );
    }

    private static bool HasGap<T>(List<T> entries)
        where T : class? => entries.Exists(entry => entry is null);

    private static void CheckSizes(string cart, RouteOptions route)
    {
        if (int.Max(int.Max(route.ItemCodes.Count, route.ShipMethods.Count), route.Carriers.Count) > MaxEntries)
        {
            throw new SettingException(
                $"Routes:{cart}",
                $"has more than {MaxEntries} entries in one list",
                "set a route of this size in configuration"
            );
        }

        if (Texts(route).Any(text => text is { Length: > LongestText }))
        {
            throw new SettingException(
                $"Routes:{cart}",
                $"has a text of more than {LongestText} characters",
                "use the name that the cart or the warehouse uses"
            );
        }
    }

    private static IEnumerable<string?> Texts(RouteOptions route) =>
        [
            route.Warehouse,
            route.Building,
            .. route.ItemCodes.SelectMany(i => new[] { i.Sku, i.Code }),
            .. route.ShipMethods.SelectMany(m => new[] { m.Cart, m.Carrier, m.Service }),
            .. route.Carriers.SelectMany(c => new[] { c.Warehouse, c.Cart }),
        ];

    /// <summary>Wider than for connections saved through the API: configuration allows more names.</summary>
    [GeneratedRegex("^[A-Za-z0-9_-][A-Za-z0-9_.-]{0,99}\\z", RegexOptions.None, 1000)]
    private static partial Regex Name();
}
