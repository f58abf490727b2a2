using Crossdock.Sandbox.Settings;

namespace Crossdock.AllInOne;

/// <summary>The services' configuration: one merchant, whose cart and warehouse are the sandbox. Quick, because a person is watching.</summary>
internal static class HubSettings
{
    private const string Merchant = "acme";
    private const string Cart = "acme-cart";

    /// <summary>Orders are posted for it to <c>/v1</c>.</summary>
    public const string ApiCart = "acme-api";
    private const string Warehouse = "acme-warehouse";

    private static readonly (string Cart, string Carrier, string Service)[] ShipMethods =
    [
        ("Standard", "UPS", "UPS GROUND - Commercial"),
        ("Express", "UPS", "UPS 2ND DAY AIR"),
        ("International", "DHL", "DHL EXPRESS WORLDWIDE"),
    ];

    public static Dictionary<string, string?> For(
        Options options,
        string data,
        SandboxOptions sandbox,
        Uri sandboxAddress,
        int? hubPort,
        IReadOnlyList<CatalogItem> catalog
    )
    {
        var settings = new Dictionary<string, string?>
        {
            ["Bus:Transport"] = options.RabbitMq ? "RabbitMq" : "InMemory",
            ["Bus:RabbitMq"] = options.Broker,
            ["Store:Directory"] = data,
            // The sandbox is on this machine, also for a connection that is saved through the API.
            ["Connections:AllowedNetworks:0"] = "127.0.0.0/8",
            ["Work:PollInterval"] = "00:00:00.5",
            ["Work:Lease"] = "00:00:15",
            ["Work:InitialBackoff"] = "00:00:00.5",
            ["Work:MaxBackoff"] = "00:00:30",
            ["Work:MaxPause"] = "00:00:05",
            ["Work:RepublishAfter"] = "00:01:00",
            ["Delivery:UnclearGrace"] = "00:00:06",
            ["Delivery:FirstLookAfter"] = "00:00:00.25",
            [$"Carts:{Cart}:Kind"] = "QuickBooksCommerce",
            [$"Carts:{Cart}:Merchant"] = Merchant,
            [$"Carts:{Cart}:Address"] = $"{sandboxAddress}qbc",
            [$"Carts:{Cart}:Token"] = sandbox.QuickBooksCommerce.Token,
            [$"Carts:{Cart}:EarliestOrderDate"] = "2020-01-01",
            [$"Carts:{Cart}:ShipLocationIds:0"] = "17001",
            [$"Carts:{Cart}:OrderPollInterval"] = "00:00:01",
            [$"Carts:{Cart}:WebhookSecret"] = sandbox.QuickBooksCommerce.ClientSecret,
            [$"Carts:{Cart}:WebhookAddress"] = hubPort is null ? null : $"http://127.0.0.1:{hubPort}/webhooks/{Cart}",
            [$"Carts:{Cart}:Timeout"] = "00:00:05",
            [$"Warehouses:{Warehouse}:Kind"] = "Bergen",
            [$"Warehouses:{Warehouse}:Merchant"] = Merchant,
            [$"Warehouses:{Warehouse}:Address"] = $"{sandboxAddress}bergen/publicapiws.asmx",
            [$"Warehouses:{Warehouse}:AccountWebAddress"] = sandbox.Bergen.WebAddress,
            [$"Warehouses:{Warehouse}:ApiUsername"] = sandbox.Bergen.UserName,
            [$"Warehouses:{Warehouse}:ApiPassword"] = sandbox.Bergen.Password,
            [$"Warehouses:{Warehouse}:Warehouse"] = "BERGEN LOGISTICS NJ",
            [$"Warehouses:{Warehouse}:ShipmentPollInterval"] = "00:00:01",
            [$"Warehouses:{Warehouse}:InventoryPollInterval"] = "00:00:05",
            [$"Warehouses:{Warehouse}:Timeout"] = "00:00:05",
            [$"Carts:{ApiCart}:Kind"] = "Api",
            [$"Carts:{ApiCart}:Merchant"] = Merchant,
            [$"Carts:{ApiCart}:EarliestOrderDate"] = "2020-01-01",
        };
        foreach (var cart in (string[])[Cart, ApiCart])
        {
            AddRoute(settings, cart, catalog);
        }

        return settings;
    }

    private static void AddRoute(Dictionary<string, string?> settings, string from, IReadOnlyList<CatalogItem> catalog)
    {
        settings[$"Routes:{from}:Warehouse"] = Warehouse;
        settings[$"Routes:{from}:Building"] = "BERGEN LOGISTICS NJ";
        foreach (var (i, item) in catalog.Index())
        {
            settings[$"Routes:{from}:ItemCodes:{i}:Sku"] = item.Sku;
            settings[$"Routes:{from}:ItemCodes:{i}:Code"] = item.Upc;
        }

        foreach (var (i, (cart, carrier, service)) in ShipMethods.Index())
        {
            settings[$"Routes:{from}:ShipMethods:{i}:Cart"] = cart;
            settings[$"Routes:{from}:ShipMethods:{i}:Carrier"] = carrier;
            settings[$"Routes:{from}:ShipMethods:{i}:Service"] = service;
        }
    }
}
