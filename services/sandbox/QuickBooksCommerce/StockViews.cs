using System.Text.Json.Nodes;
using Crossdock.Sandbox.Data;
using static Crossdock.Sandbox.QuickBooksCommerce.CartJson;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>Variants, stock levels and stock adjustments as the cart shows them.</summary>
internal sealed class StockViews(SandboxDatabase database)
{
    public JsonObject Variant(CartVariant variant)
    {
        var committed = Committed(variant);
        var body = Of(
            variant,
            """
            {"default_ledger_account_id":null,"hs_code":null,"country_of_origin":null,"composite":false,"description":null,
             "keep_selling":false,"last_cost_price":null,"manage_stock":true,"max_online":null,"moving_average_cost":null,
             "online_ordering":true,"opt2":null,"opt3":null,"position":1,"product_status":"active","product_type":null,
             "sellable":true,"supplier_code":null,"taxable":true,"weight":null,"weight_unit":null,"weight_value":null,
             "wholesale_price":null,"image_ids":[]}
            """
        );
        body.Remove("on_hand");
        body["buy_price"] = Number(variant.RetailPrice / 2);
        body["opt1"] = variant.Name;
        body["variant_prices"] = new JsonArray(
            new JsonObject { ["price_list_id"] = "retail", ["value"] = Number(variant.RetailPrice) }
        );
        body["prices"] = new JsonObject { ["retail"] = Number(variant.RetailPrice) };
        body["stock_levels"] = ByLocation(variant.OnHand);
        body["committed_stock_levels"] = ByLocation(committed);
        return WithStock(
            body,
            variant,
            (place, onHand, here) =>
            {
                place["bin_location"] = place["reorder_point"] = null;
                place["production_committed"] = 0;
                place["production_incoming"] = 0;
                place["available"] = Stock(onHand - here);
            }
        );
    }

    public JsonObject Level(CartVariant variant) =>
        WithStock(new JsonObject { ["variant_id"] = variant.Id }, variant, (place, _, _) => place["incoming"] = 0);

    public JsonObject Adjustment(StockAdjustment adjustment)
    {
        var lines = adjustment.LineIds.Select(id => database.AdjustmentLines[id]).ToList();
        var total = lines.Sum(line => line.Quantity * (line.Price ?? 0));
        var body = Of(adjustment, """{"stock_adjustment_reason_id":null,"status":"received"}""");
        body["cached_quantity"] = Number(lines.Sum(line => line.Quantity));
        body["cached_total"] = Total(total);
        body["total"] = Total(total);
        body["reason_label"] = adjustment.Reason;
        return body;
    }

    public static JsonObject AdjustmentLine(StockAdjustmentLine line) => Of(line, "{}");

    /// <summary>Adds the stock figures, in all and by location.</summary>
    private JsonObject WithStock(JsonObject body, CartVariant variant, Action<JsonObject, decimal, decimal> detail)
    {
        var committed = Committed(variant);
        body["stock_on_hand"] = Stock(variant.OnHand.Values.Sum());
        body["committed_stock"] = Stock(committed.Values.Sum());
        body["available_stock"] = Stock(variant.OnHand.Values.Sum() - committed.Values.Sum());
        body["incoming_stock"] = 0;
        body["locations"] = new JsonArray([
            .. database.Locations.All.Select(location =>
            {
                var onHand = variant.OnHand.GetValueOrDefault(location.Id);
                var here = committed.GetValueOrDefault(location.Id);
                var place = new JsonObject
                {
                    ["location_id"] = location.Id,
                    ["stock_on_hand"] = Stock(onHand),
                    ["committed"] = Stock(here),
                    ["incoming"] = null,
                };
                detail(place, onHand, here);
                return place;
            }),
        ]);
        return body;
    }

    private Dictionary<int, decimal> Committed(CartVariant variant) =>
        database.Committed.GetValueOrDefault(variant.Id) ?? [];

    private static JsonObject ByLocation(Dictionary<int, decimal> figures) =>
        new(figures.Select(figure => KeyValuePair.Create($"{figure.Key}", (JsonNode?)Number(figure.Value))));
}
