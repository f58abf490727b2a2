using Crossdock.Sandbox.Data;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>Variants, stock levels and stock adjustments.</summary>
internal static class StockEndpoints
{
    public static void MapStock(this RouteGroupBuilder cart, SandboxDatabase database)
    {
        var views = new StockViews(database);
        var variants = new CartResource<CartVariant>("variants", "variant", database.Variants, views.Variant)
            .Text("sku", variant => variant.Sku)
            .Number("product_id", variant => variant.ProductId);
        cart.Map(database, variants).Update((variant, sent) => Update(database, variant, sent));
        cart.Map(
            database,
            new CartResource<CartVariant>("stock_levels", "stock_level", database.Variants, views.Level).Number(
                "variant_id",
                variant => variant.Id
            )
        );
        cart.MapAdjustments(database, views);
    }

    private static void MapAdjustments(this RouteGroupBuilder cart, SandboxDatabase database, StockViews views)
    {
        var service = new AdjustmentService(database);
        var adjustments = new CartResource<StockAdjustment>(
            "stock_adjustments",
            "stock_adjustment",
            database.Adjustments,
            views.Adjustment
        )
            .Text("adjustment_number", adjustment => adjustment.AdjustmentNumber)
            .Number("stock_adjustment_reason_id", _ => null)
            .Number("stock_location_id", adjustment => adjustment.StockLocationId);
        cart.Map(database, adjustments).Create(service.Create);
        var lines = new CartResource<StockAdjustmentLine>(
            "stock_adjustment_line_items",
            "stock_adjustment_line_item",
            database.AdjustmentLines,
            StockViews.AdjustmentLine
        )
            .Number("stock_adjustment_id", line => line.StockAdjustmentId)
            .Number("variant_id", line => line.VariantId);
        cart.Map(database, lines).Create(service.CreateLine);
    }

    /// <summary>Ignores a stock figure silently, as the real service does.</summary>
    private static void Update(SandboxDatabase database, CartVariant variant, CartBody sent)
    {
        variant.RetailPrice = sent.Number("retail_price") ?? variant.RetailPrice;
        variant.Sku = sent.Filled("sku") ?? variant.Sku;
        variant.Upc = sent.Text("upc", variant.Upc);
        variant.Name = sent.Filled("name") ?? variant.Name;
        variant.UpdatedAt = database.Now;
        database.Variants.Save(variant);
    }
}
