using Crossdock.Sandbox.Data;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>Creates and changes the lines of orders.</summary>
internal sealed class OrderLineService(SandboxDatabase database)
{
    public CartLine Create(CartBody body)
    {
        var order = body.Known(database.Orders, "order_id");
        var line = Read(body);
        Add(order, line);
        database.UpdateStatus(order);
        return line;
    }

    /// <summary>Reads and validates a line without storing it.</summary>
    public CartLine Read(CartBody body)
    {
        var freeform = body.Flag("freeform", otherwise: false);
        if (body.Id("variant_id") is null && !freeform && body.Filled("line_type") is null)
        {
            throw CartProblem.Invalid("variant_id", "can't be blank");
        }

        var variant = body.KnownIfSent(database.Variants, "variant_id");
        var line = new CartLine
        {
            VariantId = variant?.Id,
            Freeform = freeform,
            // The service accepts a line without a price; the price it then gives it is this sandbox's choice.
            Price = body.Number("price") ?? variant?.RetailPrice ?? 0,
            Quantity = body.Number("quantity") ?? 1,
        };
        Fill(line, body);
        return line;
    }

    public void Add(CartOrder order, CartLine line)
    {
        line.OrderId = order.Id;
        line.Position = line.Position == 0 ? order.LineIds.Count : line.Position;
        order.LineIds.Add(database.Lines.Add(line).Id);
    }

    public void Update(CartLine line, CartBody body)
    {
        var quantity = body.Number("quantity");
        var price = body.Number("price");
        Fill(new CartLine(), body);
        Fill(line, body);
        line.Quantity = quantity ?? line.Quantity;
        line.Price = price ?? line.Price;
        line.UpdatedAt = database.Now;
        database.Lines.Save(line);
        database.UpdateStatus(database.Orders[line.OrderId]);
    }

    public void Remove(CartLine line)
    {
        if (line.FulfillmentLineIds.Count > 0)
        {
            throw CartProblem.Invalid("base", "has fulfillments");
        }

        var order = database.Orders[line.OrderId];
        order.LineIds.Remove(line.Id);
        database.Lines.Remove(line);
        database.UpdateStatus(order);
    }

    private static void Fill(CartLine line, CartBody body)
    {
        line.LineType = body.Text("line_type", line.LineType);
        line.Label = body.Text("label", line.Label);
        line.ImageUrl = body.Text("image_url", line.ImageUrl);
        line.TaxTypeId = body.Id("tax_type_id", line.TaxTypeId);
        line.Discount = body.Number("discount") ?? line.Discount;
        line.Position = body.Id("position") ?? line.Position;
    }
}
