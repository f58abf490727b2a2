using System.Globalization;
using System.Text.Json.Nodes;
using Crossdock.Contracts;
using Crossdock.OrderRouter.Routes;
using Crossdock.OrderRouter.Rules;
using Crossdock.OrderRouter.Stock;
using Crossdock.Platform.Api;
using Crossdock.Platform.Storage;

namespace Crossdock.OrderRouter.CartRoverApi;

/// <summary>The stock of the warehouses that the routes of a key's carts lead to, by the carts' item codes.</summary>
internal sealed class StockLists(IDocuments<StockDocument> stock, RouteTable routes, StoredRoutes stored)
{
    private const int PageSize = 1000;

    /// <summary>All items, by code.</summary>
    public async Task<IReadOnlyList<StockItem>> ReadAsync(KeyScope scope, CancellationToken cancellationToken)
    {
        var items = new Dictionary<string, StockItem>(StringComparer.OrdinalIgnoreCase);
        foreach (var byWarehouse in (await RoutesAsync(scope, cancellationToken)).GroupBy(route => route.Warehouse))
        {
            await foreach (var reading in ReadingsAsync(byWarehouse.Key, cancellationToken))
            {
                foreach (var route in byWarehouse.Where(route => IsCounted(route, reading)))
                {
                    Add(items, route, reading);
                }
            }
        }

        return [.. items.Values.OrderBy(item => item.Sku, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>One item; null if no warehouse lists it.</summary>
    public async Task<StockItem?> FindAsync(KeyScope scope, string sku, CancellationToken cancellationToken)
    {
        var items = new Dictionary<string, StockItem>(StringComparer.OrdinalIgnoreCase);
        foreach (var route in await RoutesAsync(scope, cancellationToken))
        {
            var query = StockDocument.ByItem.Where(route.Warehouse, ItemCodes.KeyOf(route.CodeOf(sku))).Take(PageSize);
            foreach (var reading in await stock.QueryAsync(query, cancellationToken))
            {
                if (IsCounted(route, reading))
                {
                    Add(items, route, reading);
                }
            }
        }

        return items.GetValueOrDefault(sku) ?? items.Values.FirstOrDefault();
    }

    private static bool IsCounted(OrderRoute route, StockDocument reading) =>
        route.Building is null || string.Equals(route.Building, reading.Warehouse, StringComparison.OrdinalIgnoreCase);

    private static void Add(Dictionary<string, StockItem> items, OrderRoute route, StockDocument reading)
    {
        foreach (var sku in route.SkusOf(reading.ItemCode))
        {
            if (!items.TryGetValue(sku, out var item))
            {
                items[sku] = item = new(sku, reading.ItemCode);
            }

            item.MinimumLevel = Math.Max(item.MinimumLevel, route.MinimumLevel);
            item.Readings[reading.Id] = reading;
        }
    }

    private async Task<IReadOnlyList<OrderRoute>> RoutesAsync(KeyScope scope, CancellationToken cancellationToken)
    {
        await stored.ReadAsync(cancellationToken);
        return
        [
            .. scope.Carts.Select(routes.ForCart).OfType<OrderRoute>().SelectMany(route => route.Warehouses),
            .. scope.Warehouse is { } warehouse
                ? routes
                    .ToWarehouse(warehouse)
                    .SelectMany(route => route.Warehouses)
                    .Where(one => one.Warehouse == warehouse)
                : [],
        ];
    }

    private async IAsyncEnumerable<StockDocument> ReadingsAsync(
        string connection,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var from = "";
        bool hasMore;
        do
        {
            var query = StockDocument.ByItem.Where(connection).AtLeast(from).Take(PageSize);
            var page = await stock.QueryAsync(query, cancellationToken);
            foreach (var reading in page.Where(reading => seen.Add(reading.Id)))
            {
                yield return reading;
            }

            // The buildings of one item fit on one page.
            hasMore = page.Count == PageSize && page[^1].ItemKey != from;
            from = page.Count > 0 ? page[^1].ItemKey : from;
        } while (hasMore);
    }
}

/// <summary>One item of the stock.</summary>
/// <param name="sku">The cart's code.</param>
/// <param name="code">The warehouse's.</param>
internal sealed class StockItem(string sku, string code)
{
    public string Sku => sku;
    public decimal MinimumLevel { get; set; }
    public Dictionary<string, StockDocument> Readings { get; } = new(StringComparer.Ordinal);

    private DateTimeOffset ReadAt => Readings.Values.Max(reading => reading.LevelAsOf());

    public JsonObject Entry()
    {
        var entry = Figures(count => (long)count);
        entry["aliases"] = Aliases();
        entry["warehouses"] = Warehouses();
        return entry;
    }

    /// <summary>The single read has its figures as texts.</summary>
    public JsonObject Single()
    {
        var entry = Figures(count => count.ToString("0", CultureInfo.InvariantCulture));
        entry["warehouses"] = Warehouses();
        return entry;
    }

    public JsonObject Product() =>
        new()
        {
            ["sku"] = sku,
            ["name"] = sku,
            ["description"] = null,
            ["retail_price"] = null,
            ["wholesale_price"] = null,
            ["weight_lbs"] = null,
            ["wms_product_main_id"] = code,
            ["last_updated_datetime"] = ReadAt.UtcDateTime.ToString(
                "yyyy-MM-dd HH:mm:ss",
                CultureInfo.InvariantCulture
            ),
            ["aliases"] = IsAlias
                ? new JsonArray(new JsonObject { ["code_type"] = "WMS", ["code"] = code })
                : new JsonArray(),
        };

    private bool IsAlias => !string.Equals(sku, code, StringComparison.OrdinalIgnoreCase);

    private JsonObject Figures(Func<decimal, JsonNode> write)
    {
        var onHand = decimal.Floor(Readings.Values.Sum(reading => reading.OnHand));
        return new()
        {
            ["sku"] = sku,
            ["qty_available"] = write(onHand < MinimumLevel ? 0 : onHand),
            ["qty_on_hand"] = write(onHand),
            ["wms_datetime"] = FieldText.Moment(ReadAt),
        };
    }

    /// <summary>A list where there is none, as clients know it from a program without typed objects.</summary>
    private JsonNode Aliases() => IsAlias ? new JsonObject { ["WMS"] = code } : new JsonArray();

    private JsonObject Warehouses() =>
        new(
            Readings
                .Values.OrderBy(reading => reading.Id, StringComparer.Ordinal)
                .Select(reading =>
                    KeyValuePair.Create(
                        $"{reading.Connection}:{reading.Warehouse}",
                        (JsonNode?)
                            new JsonObject
                            {
                                ["warehouse"] = reading.Warehouse,
                                ["qty_available"] = (long)decimal.Floor(reading.OnHand),
                                ["qty_on_hand"] = (long)decimal.Floor(reading.OnHand),
                                ["wms_datetime"] = FieldText.Moment(reading.LevelAsOf()),
                            }
                    )
                )
        );
}
