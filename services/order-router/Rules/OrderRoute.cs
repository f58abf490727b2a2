using System.Collections.Frozen;
using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Rules;

/// <summary>A route, indexed for lookup. Names are compared ignoring case and surrounding spaces, because people type them.</summary>
public sealed class OrderRoute
{
    private readonly FrozenDictionary<string, string> codes;
    private readonly FrozenDictionary<string, ShipMethod> shipMethods;
    private readonly FrozenDictionary<string, string> carriers;
    private readonly ILookup<string, string> skus;
    private readonly ILookup<string, string> kitsByItem;

    public OrderRoute(string cart, RouteOptions options)
    {
        Cart = cart;
        Settings = options;
        codes = Index(options.ItemCodes, item => item.Sku, item => item.Code);
        shipMethods = Index(options.ShipMethods, method => method.Cart, method => method.Resolved());
        carriers = Index(options.Carriers, carrier => carrier.Warehouse, carrier => carrier.Cart);
        Items = new ItemRules(options.Rules);
        Orders = new OrderRules(options.Rules);
        Warehouses = [this, .. (options.Alternatives ?? []).Select(one => new OrderRoute(cart, one.ToRoute(options)))];
        kitsByItem = Items
            .Kits.SelectMany(kit => kit.Value.Select(part => (Item: ItemCodes.KeyOf(CodeOf(part.Sku)), Kit: kit.Key)))
            .ToLookup(one => one.Item, one => one.Kit, StringComparer.Ordinal);
        skus = options.ItemCodes.ToLookup(item => item.Code, item => item.Sku, ItemCodes.Comparer);
    }

    /// <summary>The cart connection.</summary>
    public string Cart { get; }

    /// <summary>True if it is set in configuration, false if through the API: a person changes it where it is set.</summary>
    public bool IsConfigured { get; init; }

    /// <summary>The settings that it was created from.</summary>
    public RouteOptions Settings { get; }

    /// <summary>The rules about items.</summary>
    public ItemRules Items { get; }

    /// <summary>The rules about whole orders.</summary>
    public OrderRules Orders { get; }

    /// <summary>This route, and one to each further warehouse.</summary>
    public IReadOnlyList<OrderRoute> Warehouses { get; }

    /// <summary>The warehouse connection.</summary>
    public string Warehouse => Settings.Warehouse;

    /// <summary>The building, by the warehouse's own name; null if the connection decides.</summary>
    public string? Building => Settings.Building;

    /// <summary>In units; the cart shows zero for a level below it.</summary>
    public decimal MinimumLevel => Settings.MinimumLevel;

    /// <summary>The warehouse's item code for an SKU.</summary>
    public string CodeOf(string sku) => codes.GetValueOrDefault(sku.Trim(), sku.Trim());

    /// <summary>The cart's SKUs for an item code in any spelling: several if several are mapped to it, the code itself if none is.</summary>
    public IEnumerable<string> SkusOf(string code) => skus.Contains(code) ? skus[code].Distinct() : [code];

    /// <summary>The kits of which an item is a component.</summary>
    /// <param name="itemKey">The key of its code, as <see cref="ItemCodes.KeyOf"/> makes it.</param>
    public IEnumerable<string> KitsWith(string itemKey) => kitsByItem[itemKey];

    /// <summary>The warehouse's carrier and service for a ship method; null if it is not mapped.</summary>
    public ShipMethod? ShipMethodOf(string? method) => shipMethods.GetValueOrDefault(method?.Trim() ?? "");

    /// <summary>The route to one of the warehouses; this one if it is none of them.</summary>
    public OrderRoute To(string warehouse, string? building) =>
        Warehouses.FirstOrDefault(one => one.Warehouse == warehouse && Same(one.Building, building))
        ?? Warehouses.FirstOrDefault(one => one.Warehouse == warehouse)
        ?? this;

    /// <summary>The cart's name of a carrier.</summary>
    public string? CarrierOf(string? carrier) =>
        carrier is null ? null : carriers.GetValueOrDefault(carrier.Trim(), carrier);

    private static bool Same(string? one, string? other) =>
        string.Equals(one ?? "", other ?? "", StringComparison.OrdinalIgnoreCase);

    private static FrozenDictionary<string, TValue> Index<T, TValue>(
        IEnumerable<T> entries,
        Func<T, string> key,
        Func<T, TValue> value
    ) =>
        entries
            .GroupBy(entry => key(entry).Trim(), StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(g => g.Key, g => value(g.Last()), StringComparer.OrdinalIgnoreCase);
}
