using System.Text.Json.Serialization;

namespace Crossdock.OrderRouter.Rules;

/// <summary>
/// Which warehouse ships one cart's orders, and how names are translated: <c>Routes:{cart connection}:…</c> in configuration, or the body of
/// <c>PUT /api/v1/routes/{cart connection}</c>.
/// </summary>
public sealed class RouteOptions
{
    /// <summary>The name of the warehouse connection.</summary>
    public string Warehouse { get; set; } = "";

    /// <summary>The building, by the warehouse's own name; if empty, the connection decides, and stock of all buildings is summed.</summary>
    public string? Building { get; set; }

    /// <summary>The cart's SKUs and the warehouse's item codes; an SKU that is not listed is sent as it is.</summary>
    public List<ItemCode> ItemCodes { get; set; } = [];

    /// <summary>The cart's ship methods and the warehouse's carriers and services. An order with any other ship method goes on hold.</summary>
    public List<ShipMethod> ShipMethods { get; set; } = [];

    /// <summary>The warehouse's carriers and the cart's names of them; one that is not listed is sent as it is.</summary>
    public List<CarrierName> Carriers { get; set; } = [];

    /// <summary>Further warehouses to which routing rules send orders.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<AlternativeWarehouse>? Alternatives { get; set; }

    /// <summary>The cart shows zero for a stock level below this.</summary>
    public decimal MinimumLevel { get; set; }

    /// <summary>The other rules of the cart's orders; null if there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RuleOptions? Rules { get; set; }
}

/// <summary>A further warehouse of a route, with names of its own.</summary>
public sealed class AlternativeWarehouse
{
    /// <summary>The name of the warehouse connection.</summary>
    public string Warehouse { get; set; } = "";

    /// <summary>The building, by the warehouse's own name; if empty, the connection decides.</summary>
    public string? Building { get; set; }

    /// <summary>The cart's SKUs and the warehouse's item codes.</summary>
    public List<ItemCode> ItemCodes { get; set; } = [];

    /// <summary>The cart's ship methods and the warehouse's carriers and services.</summary>
    public List<ShipMethod> ShipMethods { get; set; } = [];

    /// <summary>The warehouse's carriers and the cart's names of them.</summary>
    public List<CarrierName> Carriers { get; set; } = [];

    /// <summary>The same as a route of its own.</summary>
    internal RouteOptions ToRoute(RouteOptions route) =>
        new()
        {
            Warehouse = Warehouse,
            Building = Building,
            ItemCodes = ItemCodes,
            ShipMethods = ShipMethods,
            Carriers = Carriers,
            MinimumLevel = route.MinimumLevel,
            Rules = route.Rules,
        };
}

/// <summary>One item, by the cart's SKU and the warehouse's code.</summary>
public sealed class ItemCode
{
    public string Sku { get; set; } = "";

    /// <summary>The warehouse's code (at Bergen: the UPC).</summary>
    public string Code { get; set; } = "";
}

/// <summary>One ship method of the cart, and the warehouse's carrier and service.</summary>
public sealed class ShipMethod
{
    /// <summary>The cart's name; empty matches an order without a ship method.</summary>
    public string Cart { get; set; } = "";
    public string Carrier { get; set; } = "";
    public string Service { get; set; } = "";

    /// <summary>True if the cart's name is the warehouse's: <c>carrier/service</c>, or one name for both. Then the two are left out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool PassThrough { get; set; }

    /// <summary>With carrier and service, also where the name is passed through.</summary>
    public ShipMethod Resolved()
    {
        var parts = Cart.Split('/', 2, StringSplitOptions.TrimEntries);
        return PassThrough
            ? new()
            {
                Cart = Cart,
                Carrier = parts[0],
                Service = parts[^1],
                PassThrough = true,
            }
            : this;
    }
}

/// <summary>One carrier, by the warehouse's name and the cart's.</summary>
public sealed class CarrierName
{
    public string Warehouse { get; set; } = "";
    public string Cart { get; set; } = "";
}
