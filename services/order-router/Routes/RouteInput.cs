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
        Check(cart, route);
        return route;
    }

    /// <summary>A copy of a route with a ship method, in place of the one of the same name.</summary>
    /// <exception cref="SettingException">The body is not a complete ship method.</exception>
    public static RouteOptions WithShipMethod(string cart, RouteOptions route, JsonElement body)
    {
        var added = Parse<ShipMethod>(cart, body, _ => true, "set cart, carrier and service");
        var changed = JsonSerializer.SerializeToElement(route, Strict).Deserialize<RouteOptions>(Strict)!;
        changed.ShipMethods =
        [
            .. route.ShipMethods.Where(known =>
                !string.Equals(known.Cart.Trim(), added.Cart.Trim(), StringComparison.OrdinalIgnoreCase)
            ),
            added,
        ];
        Check(cart, changed);
        return changed;
    }

    /// <exception cref="SettingException">The route is too large, incomplete, or contradicts itself.</exception>
    public static void Check(string cart, RouteOptions route)
    {
        CheckSizes(cart, route);
        route.Check(cart);
    }

    private static RouteOptions Parse(string cart, JsonElement body) =>
        Parse<RouteOptions>(
            cart,
            body,
            route => !HasGap(route),
            "set warehouse, building, itemCodes (sku, code), shipMethods (cart, carrier, service), carriers (warehouse, cart), minimumLevel, rules (docs/rules.md)"
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

    private static bool HasGap(RouteOptions route) =>
        HasGap(route.ItemCodes)
        || HasGap(route.ShipMethods)
        || HasGap(route.Carriers)
        || HasGap(route.Alternatives ?? [])
        || (route.Alternatives ?? []).Exists(one =>
            HasGap(one.ItemCodes) || HasGap(one.ShipMethods) || HasGap(one.Carriers)
        )
        || (route.Rules is { } rules && HasGap(rules));

    private static bool HasGap(RuleOptions rules) =>
        HasGap(rules.Kits)
        || HasGap(rules.Substitutes)
        || HasGap(rules.ItemFilter?.Skus ?? [])
        || rules.Kits.Exists(kit => HasGap(kit.Components))
        || rules.Substitutes.Exists(one => HasGap(one.Items))
        || HasGap(rules.LoadFilters)
        || HasGap(rules.Routing)
        || rules.Conditions().SelectMany(when => when.Lists()).Any(HasGap);

    private static void CheckSizes(string cart, RouteOptions route)
    {
        if (Counts(route).Any(count => count > MaxEntries))
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
            .. (route.Alternatives ?? []).SelectMany(one => Texts(one.ToRoute(new RouteOptions()))),
            .. route.Rules is { } rules ? Texts(rules) : [],
        ];

    private static IEnumerable<string> Texts(RuleOptions rules) =>
        [
            .. rules.ItemFilter?.Skus ?? [],
            .. rules.LoadFilters.Select(filter => filter.Name),
            .. rules.Routing.SelectMany(rule => new[] { rule.Name, rule.Warehouse, rule.Building ?? "" }),
            .. rules.Conditions().SelectMany(when => when.Lists()).SelectMany(list => list),
            .. rules.Kits.SelectMany(kit => kit.Components.Select(one => one.Sku).Append(kit.Sku)),
            .. rules.Substitutes.SelectMany(one =>
                one.Items.Select(item => item.Sku).Append(one.Code + one.Description)
            ),
        ];

    private static IEnumerable<int> Counts(RouteOptions route) =>
        [
            route.ItemCodes.Count,
            route.ShipMethods.Count,
            route.Carriers.Count,
            route.Alternatives?.Count ?? 0,
            .. (route.Alternatives ?? []).SelectMany(one => Counts(one.ToRoute(new RouteOptions()))),
            route.Rules?.LoadFilters.Count ?? 0,
            route.Rules?.Routing.Count ?? 0,
            route.Rules?.Kits.Count ?? 0,
            route.Rules?.Substitutes.Count ?? 0,
            route.Rules?.ItemFilter?.Skus.Count ?? 0,
        ];

    /// <summary>Wider than for connections saved through the API: configuration allows more names.</summary>
    [GeneratedRegex("^[A-Za-z0-9_-][A-Za-z0-9_.-]{0,99}\\z", RegexOptions.None, 1000)]
    private static partial Regex Name();
}
