using System.Collections.Frozen;

namespace Crossdock.OrderRouter.Rules;

/// <summary>A route, ready for look-ups. Names are compared without regard to case and outer blanks, as people type them.</summary>
public sealed class OrderRoute
{
    private readonly FrozenDictionary<string, string> codes;
    private readonly FrozenDictionary<string, ShipMethod> shipMethods;
    private readonly FrozenDictionary<string, string> carriers;
    private readonly ILookup<string, string> skus;

    public OrderRoute(string cart, RouteOptions options)
    {
        Cart = cart;
        Settings = options;
        codes = Index(options.ItemCodes, item => item.Sku, item => item.Code);
        shipMethods = Index(options.ShipMethods, method => method.Cart, method => method);
        carriers = Index(options.Carriers, carrier => carrier.Warehouse, carrier => carrier.Cart);
        skus = options.ItemCodes.ToLookup(item => item.Code, item => item.Sku, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The cart connection.</summary>
    public string Cart { get; }

    /// <summary>What it was made of.</summary>
    public RouteOptions Settings { get; }

    /// <summary>The warehouse connection.</summary>
    public string Warehouse => Settings.Warehouse;

    /// <summary>The building, in the warehouse's own name; null where the connection decides.</summary>
    public string? Building => Settings.Building;

    /// <summary>In units: below it, the cart shows none.</summary>
    public decimal MinimumLevel => Settings.MinimumLevel;

    /// <summary>The warehouse's code of an SKU.</summary>
    public string CodeOf(string sku) => codes.GetValueOrDefault(sku.Trim(), sku.Trim());

    /// <summary>The cart's SKUs behind a code: several where several are mapped to it, the code itself where none is.</summary>
    public IEnumerable<string> SkusOf(string code) => skus.Contains(code) ? skus[code].Distinct() : [code];

    /// <summary>What the warehouse calls a ship method; null where that is not mapped.</summary>
    public ShipMethod? ShipMethodOf(string? method) => shipMethods.GetValueOrDefault(method?.Trim() ?? "");

    /// <summary>What the cart calls a carrier.</summary>
    public string? CarrierOf(string? carrier) =>
        carrier is null ? null : carriers.GetValueOrDefault(carrier.Trim(), carrier);

    private static FrozenDictionary<string, TValue> Index<T, TValue>(
        IEnumerable<T> entries,
        Func<T, string> key,
        Func<T, TValue> value
    ) =>
        entries
            .GroupBy(entry => key(entry).Trim(), StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(g => g.Key, g => value(g.Last()), StringComparer.OrdinalIgnoreCase);
}
