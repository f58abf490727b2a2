using Crossdock.Sandbox.Bergen;
using Crossdock.Sandbox.Data;

namespace Crossdock.Sandbox.Seeds;

/// <summary>An invented product; <c>Known</c> is true if the warehouse has it.</summary>
internal sealed record CatalogItem(string Sku, string Upc, string Name, string Color, decimal Price, bool Known = true);

/// <summary>The fixed catalog that the cart and the warehouse start with.</summary>
internal static class Catalog
{
    /// <summary>A SKU that the cart sells and the warehouse does not know.</summary>
    public const string UnknownSku = "GHOST-001";

    /// <summary>A SKU that two of the cart's variants have: SKUs are not unique in the real service either.</summary>
    public const string SharedSku = "TWIN-001";

    /// <summary>The id of the location whose orders the warehouse does not ship.</summary>
    public const int OtherLocation = 17_002;

    private const int OpeningStock = 500;

    private static readonly (string Code, string Name, decimal Price)[] Things =
    [
        ("MUG", "Stoneware mug", 14.5m),
        ("TEE", "Cotton tee", 24m),
        ("TOTE", "Market tote", 19.95m),
        ("LAMP", "Desk lamp", 64m),
        ("PEN", "Brass pen", 32.25m),
        ("SCARF", "Lambswool scarf", 58m),
        ("BOWL", "Salad bowl", 41m),
        ("CLOCK", "Wall clock", 77.7m),
        ("NOTE", "Dotted notebook", 12m),
        ("CANDLE", "Beeswax candle", 18.4m),
        ("APRON", "Linen apron", 46m),
        ("FLASK", "Steel flask", 29m),
        ("RUG", "Bath rug", 52.5m),
    ];

    private static readonly string[] Colors = ["Blue", "Sand", "Black"];

    public static IReadOnlyList<CatalogItem> Items { get; } =
    [
        .. Things.SelectMany(
            (thing, row) =>
                Colors.Select(
                    (color, column) =>
                        new CatalogItem(
                            $"{thing.Code}-{color[..3].ToUpperInvariant()}",
                            Upc((row * 10) + column + 1),
                            $"{thing.Name}, {color}",
                            color,
                            thing.Price
                        )
                )
        ),
        new(SharedSku, Upc(901), "Travel pouch", "Blue", 22m),
        new(UnknownSku, Upc(999), "Phantom poster", "White", 9m, Known: false),
    ];

    /// <summary>A UPC-A: eleven digits and their check digit.</summary>
    public static string Upc(int number)
    {
        var digits = $"85001{number:D6}";
        var sum = digits.Select((digit, index) => (digit - '0') * (index % 2 == 0 ? 3 : 1)).Sum();
        return $"{digits}{(10 - (sum % 10)) % 10}";
    }

    /// <summary>Puts the catalog into the cart and the warehouse, once.</summary>
    public static void Load(SandboxDatabase database) =>
        database.Change(() =>
        {
            if (database.Locations.Count > 0)
            {
                return;
            }

            var location = database.Locations.Add(
                new CartLocation
                {
                    Label = "Bergen NJ",
                    Address1 = "1 Harbor Way",
                    City = "Secaucus",
                    State = "NJ",
                    Country = "US",
                    ZipCode = "07094",
                }
            );
            database.Locations.Add(
                new CartLocation
                {
                    Label = "Showroom",
                    City = "Newark",
                    State = "NJ",
                    Country = "US",
                }
            );
            foreach (var (index, item) in Items.Index())
            {
                AddVariant(database, item, index, location.Id);
                if (item.Sku == SharedSku)
                {
                    AddVariant(database, item, index + 100, location.Id);
                }

                if (item.Known)
                {
                    AddProduct(database, item, index);
                }
            }
        });

    private static void AddVariant(SandboxDatabase database, CatalogItem item, int product, int location) =>
        database.Variants.Add(
            new CartVariant
            {
                Sku = item.Sku,
                Upc = item.Upc,
                Name = item.Color,
                ProductName = item.Name,
                ProductId = 9001 + product,
                RetailPrice = item.Price,
                OnHand = new() { [location] = OpeningStock },
            }
        );

    private static void AddProduct(SandboxDatabase database, CatalogItem item, int index)
    {
        database.Products.Add(
            new WarehouseProduct
            {
                Upc = item.Upc,
                Texts = new()
                {
                    ["Sku"] = item.Sku,
                    ["Style"] = item.Sku,
                    ["Color"] = item.Color,
                    ["Size"] = "OS",
                    ["Description"] = item.Name,
                },
                Price = item.Price,
                ImportedAt = database.Now,
            }
        );
        foreach (var warehouse in Warehouses.Stocked)
        {
            database.Stock.Add(
                new StockRow
                {
                    Upc = item.Upc,
                    WarehouseId = warehouse,
                    // Cart and warehouse differ at first, so that there is something to synchronize.
                    Actual = warehouse == Warehouses.Stocked[0] ? OpeningStock + (index * 7 % 40) : 0,
                    ChangedAt = database.Now,
                }
            );
        }
    }
}
