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
        cart.MapReads(books, variants);
        cart.MapPut(
            "/variants/{id}",
            async (string id, HttpRequest request) =>
            {
                var sent = await CartBody.Read(request, "variant");
                books.Change(() => Update(books, variants.Get(id), sent));
                return Results.NoContent();
            }
        );
        cart.MapReads(
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
        var lines = new CartResource<StockAdjustmentLine>(
            "stock_adjustment_line_items",
            "stock_adjustment_line_item",
            books.AdjustmentLines,
            StockViews.AdjustmentLine
        )
            .Number("stock_adjustment_id", line => line.StockAdjustmentId)
            .Number("variant_id", line => line.VariantId);
        cart.MapReads(books, adjustments);
        cart.MapReads(books, lines);
        cart.MapPost(
            "/stock_adjustments",
            async (HttpRequest request) =>
            {
                var sent = await CartBody.Read(request, "stock_adjustment");
                var (id, body) = books.Change(() =>
                {
                    var made = desk.Create(sent);
                    return (made.Id, adjustments.One(made));
                });
                return CartAnswers.Created(request, "stock_adjustments", id, body);
            }
        );
        cart.MapPost(
            "/stock_adjustment_line_items",
            async (HttpRequest request) =>
            {
                var sent = await CartBody.Read(request, "stock_adjustment_line_item");
                var (id, body) = books.Change(() =>
                {
                    var made = desk.CreateLine(sent);
                    return (made.Id, lines.One(made));
                });
                return CartAnswers.Created(request, "stock_adjustment_line_items", id, body);
            }
        );
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
