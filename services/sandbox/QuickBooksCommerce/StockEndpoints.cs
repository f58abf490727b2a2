using Crossdock.Sandbox.Books;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>Variants, stock levels and stock adjustments.</summary>
internal static class StockEndpoints
{
    public static void MapStock(this RouteGroupBuilder cart, Ledger books)
    {
        var views = new StockViews(books);
        var variants = new CartResource<CartVariant>("variants", "variant", books.Variants, views.Variant)
            .Text("sku", variant => variant.Sku)
            .Number("product_id", variant => variant.ProductId);
        cart.Map(books, variants).Update((variant, sent) => Update(books, variant, sent));
        cart.Map(
            books,
            new CartResource<CartVariant>("stock_levels", "stock_level", books.Variants, views.Level).Number(
                "variant_id",
                variant => variant.Id
            )
        );
        cart.MapAdjustments(books, views);
    }

    private static void MapAdjustments(this RouteGroupBuilder cart, Ledger books, StockViews views)
    {
        var desk = new AdjustmentDesk(books);
        var adjustments = new CartResource<StockAdjustment>(
            "stock_adjustments",
            "stock_adjustment",
            books.Adjustments,
            views.Adjustment
        )
            .Text("adjustment_number", adjustment => adjustment.AdjustmentNumber)
            .Number("stock_adjustment_reason_id", _ => null)
            .Number("stock_location_id", adjustment => adjustment.StockLocationId);
        cart.Map(books, adjustments).Create(desk.Create);
        var lines = new CartResource<StockAdjustmentLine>(
            "stock_adjustment_line_items",
            "stock_adjustment_line_item",
            books.AdjustmentLines,
            StockViews.AdjustmentLine
        )
            .Number("stock_adjustment_id", line => line.StockAdjustmentId)
            .Number("variant_id", line => line.VariantId);
        cart.Map(books, lines).Create(desk.CreateLine);
    }

    /// <summary>A sent stock figure is passed over in silence, as the real service does.</summary>
    private static void Update(Ledger books, CartVariant variant, CartBody sent)
    {
        variant.RetailPrice = sent.Number("retail_price") ?? variant.RetailPrice;
        variant.Sku = sent.Text("sku") ?? variant.Sku;
        variant.Upc = sent.Text("upc", variant.Upc);
        variant.Name = sent.Text("name") ?? variant.Name;
        variant.UpdatedAt = books.Now;
        books.Variants.Save(variant);
    }
}
