using Crossdock.Sandbox.Data;
using Crossdock.Sandbox.Settings;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>Creates and changes the lines of fulfillments, within what is left to fulfill.</summary>
internal sealed class FulfillmentLineService(SandboxDatabase database)
{
    public (CartLine Line, decimal Quantity) Read(CartOrder order, CartBody body) =>
        database.Lines.Find(body.Id("order_line_item_id")) is { } line && line.OrderId == order.Id
            ? (line, Quantity(body))
            : throw CartProblem.Invalid("order_line_item_id", "is invalid");

    /// <summary>Refuses lines that the order cannot have in a fulfillment.</summary>
    public void Check(CartOrder order, List<(CartLine Line, decimal Quantity)> wanted)
    {
        if (!Choices.CanBeFulfilled(order.Status))
        {
            throw order.Status is "fulfilled"
                ? CartProblem.Invalid("quantity", Choices.OverFulfilment)
                : CartProblem.Invalid("order_id", "must be finalized");
        }

        if (wanted.Count == 0)
        {
            throw CartProblem.Typed(
                Choices.NoFulfillmentLinesStatus,
                "Unprocessable Entity",
                "Cannot create or update a Fulfillment without line items"
            );
        }

        foreach (var line in wanted.GroupBy(part => part.Line))
        {
            CheckQuantity(line.Key, line.Sum(part => part.Quantity));
        }
    }

    public CartFulfillmentLine Create(CartFulfillment fulfillment, CartBody body)
    {
        var order = database.Orders[fulfillment.OrderId];
        var (line, quantity) = Read(order, body);
        Check(order, [(line, quantity)]);
        RequirePacked(fulfillment);
        return Add(fulfillment, line, quantity);
    }

    public void Update(CartFulfillment fulfillment, CartFulfillmentLine line, CartBody body)
    {
        var quantity = Quantity(body);
        RequirePacked(fulfillment);
        CheckQuantity(database.Lines[line.OrderLineId], quantity, fulfillment.Id);
        line.Quantity = quantity;
        line.UpdatedAt = database.Now;
        database.FulfillmentLines.Save(line);
    }

    public CartFulfillmentLine Add(CartFulfillment fulfillment, CartLine line, decimal quantity)
    {
        var made = database.FulfillmentLines.Add(
            new CartFulfillmentLine
            {
                FulfillmentId = fulfillment.Id,
                OrderLineId = line.Id,
                VariantId = line.VariantId,
                Quantity = quantity,
                Position = fulfillment.LineIds.Count + 1,
            }
        );
        fulfillment.LineIds.Add(made.Id);
        line.FulfillmentLineIds.Add(made.Id);
        database.Lines.Save(line);
        return made;
    }

    private void CheckQuantity(CartLine line, decimal quantity, int exceptFulfillment = 0)
    {
        if (quantity > line.Quantity - database.Fulfilled(line, includePacked: true, exceptFulfillment))
        {
            throw CartProblem.Invalid("quantity", Choices.OverFulfilment);
        }
    }

    private static decimal Quantity(CartBody body) =>
        body.Number("quantity") switch
        {
            null => throw CartProblem.Invalid("quantity", "can't be blank"),
            <= 0 => throw CartProblem.Invalid("quantity", "must be greater than 0"),
            { } quantity => quantity,
        };

    private static void RequirePacked(CartFulfillment fulfillment)
    {
        if (fulfillment.Status is not "packed")
        {
            throw CartProblem.Invalid("fulfillment_id", "is not packed");
        }
    }
}
