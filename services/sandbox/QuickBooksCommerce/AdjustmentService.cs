using Crossdock.Sandbox.Data;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>Records stock adjustments: a client can change the cart's stock only by them, and only by deltas.</summary>
internal sealed class AdjustmentService(SandboxDatabase database)
{
    public StockAdjustment Create(CartBody body)
    {
        var location = body.Known(database.Locations, "stock_location_id");
        var reason = body.Required("reason");
        var lines = body.Children("stock_adjustment_line_items").ConvertAll(Read);
        var made = database.Adjustments.Add(
            new StockAdjustment
            {
                AdjustmentNumber = body.Filled("adjustment_number") ?? $"SA{database.Adjustments.Count + 1:0000}",
                Reason = reason,
                Notes = body.Text("notes"),
                StockLocationId = location.Id,
            }
        );
        lines.ForEach(line => Add(made, line));
        database.EnqueueWebhook("stock_adjustment.create", "stock_adjustments", made.Id);
        return made;
    }

    public StockAdjustmentLine CreateLine(CartBody body) =>
        Add(body.Known(database.Adjustments, "stock_adjustment_id"), Read(body));

    private StockAdjustmentLine Add(StockAdjustment adjustment, StockAdjustmentLine line)
    {
        line.StockAdjustmentId = adjustment.Id;
        line.Position = adjustment.LineIds.Count;
        adjustment.LineIds.Add(database.AdjustmentLines.Add(line).Id);
        adjustment.UpdatedAt = database.Now;
        database.Adjustments.Save(adjustment);
        database.AddStock(database.Variants[line.VariantId], adjustment.StockLocationId, line.Quantity);
        return line;
    }

    private StockAdjustmentLine Read(CartBody body)
    {
        var variant = body.Known(database.Variants, "variant_id");
        var price = body.Number("price");
        return body.Number("quantity") switch
        {
            null => throw CartProblem.Invalid("quantity", "can't be blank"),
            0 => throw CartProblem.Invalid("quantity", "must be other than 0"),
            > 0 when price is null => throw CartProblem.Invalid("price", "can't be blank"),
            { } quantity => new StockAdjustmentLine
            {
                VariantId = variant.Id,
                Quantity = quantity,
                Price = price,
            },
        };
    }
}
