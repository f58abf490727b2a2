using Crossdock.Sandbox.Books;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>Records stock adjustments: the only way a client can move the cart's stock, and by deltas alone.</summary>
internal sealed class AdjustmentDesk(Ledger books)
{
    public StockAdjustment Create(CartBody body)
    {
        var location =
            books.Locations.Find(
                body.Id("stock_location_id") ?? throw CartProblem.Invalid("stock_location_id", "can't be blank")
            ) ?? throw CartProblem.Invalid("stock_location_id", "is invalid");
        var reason = body.Required("reason");
        var lines = body.Children("stock_adjustment_line_items").ConvertAll(Line);
        var now = books.Now;
        var made = books.Adjustments.Add(
            new StockAdjustment
            {
                AdjustmentNumber = body.Filled("adjustment_number") ?? $"SA{books.Adjustments.Count + 1:0000}",
                Reason = reason,
                Notes = body.Text("notes"),
                StockLocationId = location.Id,
                CreatedAt = now,
                UpdatedAt = now,
            }
        );
        foreach (var line in lines)
        {
            Add(made, line);
        }
        books.Announce("stock_adjustment.create", "stock_adjustments", made.Id);
        return made;
    }

    public StockAdjustmentLine CreateLine(CartBody body)
    {
        var adjustment =
            books.Adjustments.Find(body.Id("stock_adjustment_id"))
            ?? throw CartProblem.Invalid("stock_adjustment_id", "is invalid");
        return Add(adjustment, Line(body));
    }

    private StockAdjustmentLine Add(StockAdjustment adjustment, StockAdjustmentLine line)
    {
        var now = books.Now;
        line.StockAdjustmentId = adjustment.Id;
        line.Position = adjustment.LineIds.Count;
        line.CreatedAt = line.UpdatedAt = now;
        adjustment.LineIds.Add(books.AdjustmentLines.Add(line).Id);
        adjustment.UpdatedAt = now;
        books.Adjustments.Save(adjustment);
        books.AddStock(books.Variants[line.VariantId], adjustment.StockLocationId, line.Quantity);
        return line;
    }

    private StockAdjustmentLine Line(CartBody body)
    {
        var variant =
            books.Variants.Find(body.Id("variant_id") ?? throw CartProblem.Invalid("variant_id", "can't be blank"))
            ?? throw CartProblem.Invalid("variant_id", "is invalid");
        var quantity = body.Number("quantity") ?? throw CartProblem.Invalid("quantity", "can't be blank");
        if (quantity == 0)
        {
            throw CartProblem.Invalid("quantity", "must be other than 0");
        }
        var price = body.Number("price");
        return quantity > 0 && price is null
            ? throw CartProblem.Invalid("price", "can't be blank")
            : new StockAdjustmentLine
            {
                VariantId = variant.Id,
                Quantity = quantity,
                Price = price,
            };
    }
}
