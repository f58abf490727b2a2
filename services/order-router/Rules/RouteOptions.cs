namespace Crossdock.OrderRouter.Rules;

/// <summary>
/// Where the orders of one cart go, and in which words: <c>Routes:{cart connection}:…</c> in configuration, or the body of
/// <c>PUT /routes/{cart connection}</c>.
/// </summary>
public sealed class RouteOptions
{
    /// <summary>The name of the warehouse connection.</summary>
    public string Warehouse { get; set; } = "";

    /// <summary>The building, in the warehouse's own name; left out, the connection decides, and stock of all buildings is added up.</summary>
    public string? Building { get; set; }

    /// <summary>Item codes of the cart and what the warehouse calls them; an SKU that is not listed goes as it is.</summary>
    public List<ItemCode> ItemCodes { get; set; } = [];

    /// <summary>Ship methods of the cart and what the warehouse calls them. An order with another one is held.</summary>
    public List<ShipMethod> ShipMethods { get; set; } = [];

    /// <summary>Carriers of the warehouse and what the cart calls them; one that is not listed goes as it is.</summary>
    public List<CarrierName> Carriers { get; set; } = [];

    /// <summary>The fewest units that the cart shows: below it, it shows none.</summary>
    public decimal MinimumLevel { get; set; }
}

/// <summary>One item in both worlds.</summary>
public sealed class ItemCode
{
    public string Sku { get; set; } = "";

    /// <summary>The warehouse's code (at Bergen: the UPC).</summary>
    public string Code { get; set; } = "";
}

/// <summary>One ship method in both worlds.</summary>
public sealed class ShipMethod
{
    /// <summary>The cart's name; empty stands for an order that names none.</summary>
    public string Cart { get; set; } = "";
    public string Carrier { get; set; } = "";
    public string Service { get; set; } = "";
}

/// <summary>One carrier in both worlds.</summary>
public sealed class CarrierName
{
    public string Warehouse { get; set; } = "";
    public string Cart { get; set; } = "";
}
