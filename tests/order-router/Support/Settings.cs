namespace Crossdock.OrderRouter.Tests.Support;

/// <summary>The set-up of the specs: one cart with a route, one with a route that adds buildings up, and a cart without any.</summary>
internal static class Settings
{
    public const string Cart = "acme-cart";
    public const string Warehouse = "acme-warehouse";

    /// <summary>Ends at another warehouse, names no building, and shows none below 5.</summary>
    public const string BigCart = "big-cart";
    public const string BigWarehouse = "big-warehouse";

    /// <summary>A cart that no route leads away from.</summary>
    public const string Stray = "stray-cart";

    public static Dictionary<string, string?> For(string folder) =>
        new()
        {
            ["Bus:Transport"] = "InMemory",
            ["Exceptions:RecountInterval"] = "1.00:00:00",
            ["Store:Directory"] = folder,
            [$"Routes:{Cart}:Warehouse"] = Warehouse,
            [$"Routes:{Cart}:Building"] = "NJ",
            [$"Routes:{Cart}:ItemCodes:0:Sku"] = "TEE-S",
            [$"Routes:{Cart}:ItemCodes:0:Code"] = "0001",
            [$"Routes:{Cart}:ItemCodes:1:Sku"] = "MUG",
            [$"Routes:{Cart}:ItemCodes:1:Code"] = "0002",
            [$"Routes:{Cart}:ShipMethods:0:Cart"] = "Standard",
            [$"Routes:{Cart}:ShipMethods:0:Carrier"] = "UPS",
            [$"Routes:{Cart}:ShipMethods:0:Service"] = "UPS GROUND",
            [$"Routes:{Cart}:Carriers:0:Warehouse"] = "UPS",
            [$"Routes:{Cart}:Carriers:0:Cart"] = "United Parcel Service",
            [$"Routes:{BigCart}:Warehouse"] = BigWarehouse,
            [$"Routes:{BigCart}:MinimumLevel"] = "5",
            [$"Routes:{BigCart}:ItemCodes:0:Sku"] = "CAP-RED",
            [$"Routes:{BigCart}:ItemCodes:0:Code"] = "0007",
            [$"Routes:{BigCart}:ItemCodes:1:Sku"] = "CAP-RED-OLD",
            [$"Routes:{BigCart}:ItemCodes:1:Code"] = "0007",
        };
}
