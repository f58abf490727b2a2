using Crossdock.Sandbox.Bergen;
using Crossdock.Sandbox.Books;

namespace Crossdock.Sandbox.Seeds;

/// <summary>One invented product; <c>Known</c> says whether the warehouse has it.</summary>
internal sealed record CatalogueItem(
    string Sku,
    string Upc,
    string Name,
    string Colour,
    decimal Price,
    bool Known = true
);

/// <summary>The fixed catalogue that both sides start with.</summary>
internal static class Catalogue
{
    /// <summary>Sold in the cart, not known to the warehouse.</summary>
    public const string Ghost = "GHOST-001";

    /// <summary>One SKU on two of the cart's variants: SKUs are not unique in the real account either.</summary>
    public const string Twin = "TWIN-001";

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

    private static readonly string[] Colours = ["Blue", "Sand", "Black"];

    public static IReadOnlyList<CatalogueItem> Items { get; } =
    [
        .. Things.SelectMany(
            (thing, row) =>
                Colours.Select(
                    (colour, column) =>
                        new CatalogueItem(
                            $"{thing.Code}-{colour[..3].ToUpperInvariant()}",
                            Upc((row * 10) + column + 1),
                            $"{thing.Name}, {colour}",
                            colour,
                            thing.Price
                        )
                )
        ),
        new(Twin, Upc(901), "Travel pouch", "Blue", 22m),
        new(Ghost, Upc(999), "Phantom poster", "White", 9m, Known: false),
    ];

    /// <summary>A UPC-A: eleven digits and their check digit.</summary>
    public static string Upc(int number)
    {
        var digits = $"85001{number:D6}";
        var sum = digits.Select((digit, place) => (digit - '0') * (place % 2 == 0 ? 3 : 1)).Sum();
        return $"{digits}{(10 - (sum % 10)) % 10}";
    }

    /// <summary>Puts the catalogue on both sides' books, once.</summary>
    public static void Open(Ledger books) =>
        books.Change(() =>
        {
            if (books.Locations.Count > 0)
            {
                return;
            }
            var now = books.Now;
            var location = books.Locations.Add(
                new CartLocation
                {
                    Label = "Bergen NJ",
                    Address1 = "1 Harbour Way",
                    City = "Secaucus",
                    State = "NJ",
                    Country = "US",
                    ZipCode = "07094",
                    CreatedAt = now,
                    UpdatedAt = now,
                }
            );
            books.Locations.Add(
                new CartLocation
                {
                    Label = "Showroom",
                    City = "Newark",
                    State = "NJ",
                    Country = "US",
                    CreatedAt = now,
                    UpdatedAt = now,
                }
            );
            foreach (var (place, item) in Items.Index())
            {
                AddVariant(books, item, place, location.Id);
                if (item.Sku == Twin)
                {
                    AddVariant(books, item, place + 100, location.Id);
                }
                if (item.Known)
                {
                    AddProduct(books, item, place);
                }
            }
        });

    private static void AddVariant(Ledger books, CatalogueItem item, int product, int location)
    {
        var now = books.Now;
        books.Variants.Add(
            new CartVariant
            {
                Sku = item.Sku,
                Upc = item.Upc,
                Name = item.Colour,
                ProductName = item.Name,
                ProductId = 9001 + product,
                RetailPrice = item.Price,
                OnHand = new() { [location] = OpeningStock },
                CreatedAt = now,
                UpdatedAt = now,
            }
        );
    }

    private static void AddProduct(Ledger books, CatalogueItem item, int place)
    {
        var now = books.Now;
        books.Products.Add(
            new WarehouseProduct
            {
                Upc = item.Upc,
                Sku = item.Sku,
                Style = item.Sku,
                Color = item.Colour,
                Size = "OS",
                Description = item.Name,
                Price = item.Price,
                ImportedAt = now,
            }
        );
        foreach (var warehouse in Warehouses.Stocked)
        {
            books.Stock.Add(
                new StockRow
                {
                    Upc = item.Upc,
                    WarehouseId = warehouse,
                    // The two sides do not agree at first: something is left to synchronise.
                    Actual = warehouse == Warehouses.Stocked[0] ? OpeningStock + (place * 7 % 40) : 0,
                    ChangedAt = now,
                }
            );
        }
    }
}
