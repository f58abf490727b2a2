using System.Text.Json.Nodes;
using Crossdock.Sandbox.Books;
using static Crossdock.Sandbox.QuickBooksCommerce.CartJson;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>Variants, stock levels and stock adjustments as the cart shows them.</summary>
internal sealed class StockViews(Ledger books)
{
    public JsonObject Variant(CartVariant variant)
    {
        var committed = Committed(variant);
        return new JsonObject
        {
            ["id"] = variant.Id,
            ["created_at"] = Stamp(variant.CreatedAt),
            ["updated_at"] = Stamp(variant.UpdatedAt),
            ["product_id"] = variant.ProductId,
            ["default_ledger_account_id"] = null,
            ["buy_price"] = Number(variant.RetailPrice / 2),
            ["committed_stock"] = Stock(committed.Values.Sum()),
            ["available_stock"] = Stock(variant.OnHand.Values.Sum() - committed.Values.Sum()),
            ["incoming_stock"] = 0,
            ["hs_code"] = null,
            ["country_of_origin"] = null,
            ["composite"] = null,
            ["description"] = null,
            ["keep_selling"] = false,
            ["last_cost_price"] = null,
            ["manage_stock"] = true,
            ["max_online"] = null,
            ["moving_average_cost"] = null,
            ["name"] = variant.Name,
            ["online_ordering"] = true,
            ["opt1"] = variant.Name,
            ["opt2"] = null,
            ["opt3"] = null,
            ["position"] = 1,
            ["product_name"] = variant.ProductName,
            ["product_status"] = "active",
            ["product_type"] = null,
            ["retail_price"] = Number(variant.RetailPrice),
            ["sellable"] = true,
            ["sku"] = variant.Sku,
            ["status"] = variant.Status,
            ["stock_on_hand"] = Stock(variant.OnHand.Values.Sum()),
            ["supplier_code"] = null,
            ["taxable"] = true,
            ["upc"] = variant.Upc,
            ["weight"] = null,
            ["weight_unit"] = null,
            ["weight_value"] = null,
            ["wholesale_price"] = null,
            ["image_ids"] = new JsonArray(),
            ["variant_prices"] = new JsonArray(
                new JsonObject { ["price_list_id"] = "retail", ["value"] = Number(variant.RetailPrice) }
            ),
            ["locations"] = Places(
                variant,
                (location, onHand) =>
                    new JsonObject
                    {
                        ["location_id"] = location,
                        ["stock_on_hand"] = Stock(onHand),
                        ["committed"] = Stock(committed.GetValueOrDefault(location)),
                        ["incoming"] = null,
                        ["bin_location"] = null,
                        ["reorder_point"] = null,
                        ["production_committed"] = 0,
                        ["production_incoming"] = 0,
                        ["available"] = Stock(onHand - committed.GetValueOrDefault(location)),
                    }
            ),
            ["prices"] = new JsonObject { ["retail"] = Number(variant.RetailPrice) },
            ["stock_levels"] = ByLocation(variant.OnHand),
            ["committed_stock_levels"] = ByLocation(committed),
        };
    }

    public JsonObject Level(CartVariant variant)
    {
        var committed = Committed(variant);
        return new JsonObject
        {
            ["variant_id"] = variant.Id,
            ["committed_stock"] = Stock(committed.Values.Sum()),
            ["locations"] = Places(
                variant,
                (location, onHand) =>
                    new JsonObject
                    {
                        ["location_id"] = location,
                        ["committed"] = Stock(committed.GetValueOrDefault(location)),
                        ["incoming"] = 0,
                        ["stock_on_hand"] = Stock(onHand),
                    }
            ),
            ["stock_on_hand"] = Stock(variant.OnHand.Values.Sum()),
            ["available_stock"] = Stock(variant.OnHand.Values.Sum() - committed.Values.Sum()),
            ["incoming_stock"] = 0,
        };
    }

    public JsonObject Adjustment(StockAdjustment adjustment)
    {
        var lines = adjustment.LineIds.Select(id => books.AdjustmentLines[id]).ToList();
        var total = Total(lines.Sum(line => line.Quantity * (line.Price ?? 0)));
        return new JsonObject
        {
            ["id"] = adjustment.Id,
            ["created_at"] = Stamp(adjustment.CreatedAt),
            ["updated_at"] = Stamp(adjustment.UpdatedAt),
            ["stock_location_id"] = adjustment.StockLocationId,
            ["stock_adjustment_reason_id"] = null,
            ["adjustment_number"] = adjustment.AdjustmentNumber,
            ["notes"] = adjustment.Notes,
            ["reason"] = adjustment.Reason,
            ["cached_quantity"] = Number(lines.Sum(line => line.Quantity)),
            ["cached_total"] = total,
            ["total"] = total.DeepClone(),
            ["reason_label"] = adjustment.Reason,
            ["status"] = "received",
            ["stock_adjustment_line_item_ids"] = Ids(adjustment.LineIds),
        };
    }

    public static JsonObject AdjustmentLine(StockAdjustmentLine line) =>
        new()
        {
            ["id"] = line.Id,
            ["created_at"] = Stamp(line.CreatedAt),
            ["updated_at"] = Stamp(line.UpdatedAt),
            ["stock_adjustment_id"] = line.StockAdjustmentId,
            ["variant_id"] = line.VariantId,
            ["quantity"] = Number(line.Quantity),
            ["position"] = line.Position,
            ["price"] = Number(line.Price),
        };

    private Dictionary<int, decimal> Committed(CartVariant variant) =>
        books.Committed.GetValueOrDefault(variant.Id) ?? [];

    private JsonArray Places(CartVariant variant, Func<int, decimal, JsonObject> place) =>
        [
            .. books.Locations.All.Select(location =>
                (JsonNode)place(location.Id, variant.OnHand.GetValueOrDefault(location.Id))
            ),
        ];

    private static JsonObject ByLocation(Dictionary<int, decimal> figures) =>
        new(figures.Select(figure => KeyValuePair.Create($"{figure.Key}", (JsonNode?)Number(figure.Value))));
}
