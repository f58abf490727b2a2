namespace Crossdock.EndToEnd.Tests;

/// <summary>How the processes are set up: one merchant whose cart and warehouse are the sandbox; quick, because somebody waits.</summary>
internal static class Settings
{
    public const string Cart = "acme-cart";
    public const string Warehouse = "acme-warehouse";
    private const string Building = "BERGEN LOGISTICS NJ";

    private static readonly (string Cart, string Carrier, string Service)[] ShipMethods =
    [
        ("Standard", "UPS", "UPS GROUND - Commercial"),
        ("Express", "UPS", "UPS 2ND DAY AIR"),
        ("International", "DHL", "DHL EXPRESS WORLDWIDE"),
    ];

    public static Dictionary<string, string> OfSandbox(string data) =>
        new()
        {
            ["Sandbox:Allow"] = "true",
            ["Sandbox:Data"] = data,
            ["Sandbox:Pace"] = "quick",
            ["Sandbox:QuickBooksCommerce:RateLimited"] = "false",
        };

    /// <summary>What every service needs.</summary>
    public static Dictionary<string, string> OfService(Uri broker, string data) =>
        new()
        {
            ["Bus:Transport"] = "RabbitMq",
            ["Bus:RabbitMq"] = broker.ToString(),
            ["Store:Directory"] = data,
            ["Work:LookEvery"] = "00:00:00.25",
            ["Work:Lease"] = "00:00:06",
            ["Work:BackoffFirst"] = "00:00:00.5",
            ["Work:BackoffMost"] = "00:00:05",
            ["Work:PauseMost"] = "00:00:03",
            ["Work:RepeatFirst"] = "00:00:05",
        };

    public static Dictionary<string, string> OfCart(Uri sandbox) =>
        new()
        {
            [$"Carts:{Cart}:Kind"] = "QuickBooksCommerce",
            [$"Carts:{Cart}:Merchant"] = "acme",
            [$"Carts:{Cart}:Address"] = $"{sandbox}qbc",
            [$"Carts:{Cart}:Token"] = "sandbox-privileged-token",
            [$"Carts:{Cart}:EarliestOrderDate"] = "2020-01-01",
            [$"Carts:{Cart}:OrdersEvery"] = "00:00:00.5",
            [$"Carts:{Cart}:Timeout"] = "00:00:04",
        };

    public static Dictionary<string, string> OfWarehouse(Uri sandbox) =>
        new()
        {
            ["Delivery:UnclearGrace"] = "00:00:04",
            ["Delivery:LookFirst"] = "00:00:00.25",
            [$"Warehouses:{Warehouse}:Kind"] = "Bergen",
            [$"Warehouses:{Warehouse}:Merchant"] = "acme",
            [$"Warehouses:{Warehouse}:Address"] = $"{sandbox}bergen/publicapiws.asmx",
            [$"Warehouses:{Warehouse}:AccountWebAddress"] = "www.sandbox.atworkweb.com",
            [$"Warehouses:{Warehouse}:ApiUsername"] = "sandbox",
            [$"Warehouses:{Warehouse}:ApiPassword"] = "sandbox-password",
            [$"Warehouses:{Warehouse}:Warehouse"] = Building,
            [$"Warehouses:{Warehouse}:ShipmentsEvery"] = "00:00:00.5",
            [$"Warehouses:{Warehouse}:InventoryEvery"] = "00:00:01",
            [$"Warehouses:{Warehouse}:Timeout"] = "00:00:03",
        };

    public static Dictionary<string, string> OfRoutes(IEnumerable<CatalogItem> catalog)
    {
        var settings = new Dictionary<string, string>
        {
            [$"Routes:{Cart}:Warehouse"] = Warehouse,
            [$"Routes:{Cart}:Building"] = Building,
        };
        foreach (var (i, item) in catalog.Index())
        {
            settings[$"Routes:{Cart}:ItemCodes:{i}:Sku"] = item.Sku;
            settings[$"Routes:{Cart}:ItemCodes:{i}:Code"] = item.Upc;
        }

        foreach (var (i, (cart, carrier, service)) in ShipMethods.Index())
        {
            settings[$"Routes:{Cart}:ShipMethods:{i}:Cart"] = cart;
            settings[$"Routes:{Cart}:ShipMethods:{i}:Carrier"] = carrier;
            settings[$"Routes:{Cart}:ShipMethods:{i}:Service"] = service;
        }

        return settings;
    }
}
