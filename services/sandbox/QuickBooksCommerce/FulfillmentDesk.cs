using Crossdock.Sandbox.Books;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>Creates and changes fulfillments; orders and stock follow.</summary>
internal sealed class FulfillmentDesk(Ledger books)
{
    private static readonly string[] Statuses = ["packed", "fulfilled", "void", "deleted"];

    public CartFulfillment Create(CartBody body)
    {
        var order =
            books.Orders.Find(body.Id("order_id") ?? throw CartProblem.Invalid("order_id", "can't be blank"))
            ?? throw CartProblem.Invalid("order_id", "is invalid");
        var wanted = body.Children("fulfillment_line_items")
            .ConvertAll(line => (Line: OrderLine(order, line), Quantity: Quantity(line)));
        var status = Status(body) ?? "packed";
        var shippedAt = body.Time("shipped_at");
        Probe(body);
        Check(order, wanted);
        return Create(order, status, wanted, made => Fill(made, body, shippedAt));
    }

    /// <summary>Fulfils what is packed and creates one fulfillment for the rest of the order.</summary>
    public void Finish(CartOrder order, string status, CartBody body)
    {
        if (!Choices.CanBeFulfilled(order.Status))
        {
            throw CartProblem.Invalid("status", "must be finalized");
        }
        var shippedAt = body.Time("shipped_at");
        Probe(body);
        if (status is "fulfilled")
        {
            foreach (
                var packed in order
                    .FulfillmentIds.Select(id => books.Fulfillments[id])
                    .Where(one => one.Status is "packed")
            )
            {
                Fill(packed, body, shippedAt);
                MoveTo(packed, "fulfilled");
            }
        }
        var rest = order
            .LineIds.Select(id => books.Lines[id])
            .Where(line => line.Shippable)
            .Select(line => (Line: line, Quantity: line.Quantity - books.Fulfilled(line, packedToo: true)))
            .Where(part => part.Quantity > 0)
            .ToList();
        if (rest.Count > 0)
        {
            Create(order, status, rest, made => Fill(made, body, shippedAt));
        }
        books.Restate(order);
    }

    public CartFulfillment Create(
        CartOrder order,
        string status,
        List<(CartLine Line, decimal Quantity)> lines,
        Action<CartFulfillment> fill
    )
    {
        var now = books.Now;
        var made = books.Fulfillments.Add(
            new CartFulfillment
            {
                OrderId = order.Id,
                ShippingAddressId = order.ShippingAddressId,
                BillingAddressId = order.BillingAddressId,
                StockLocationId = order.StockLocationId,
                PackedAt = DateOnly.FromDateTime(now.UtcDateTime),
                CreatedAt = now,
                UpdatedAt = now,
            }
        );
        fill(made);
        foreach (var (line, quantity) in lines)
        {
            AddLine(made, line, quantity);
        }
        order.FulfillmentIds.Add(made.Id);
        books.Announce("fulfillment.create", made);
        MoveTo(made, status);
        return made;
    }

    public void Update(CartFulfillment fulfillment, CartBody body)
    {
        var status = Status(body);
        var shippedAt = body.Time("shipped_at");
        Probe(body);
        if (fulfillment.Status is "void" or "deleted" && status is "packed" or "fulfilled")
        {
            throw CartProblem.Invalid("status", "cannot be changed once void");
        }
        Fill(fulfillment, body, shippedAt);
        MoveTo(fulfillment, status ?? fulfillment.Status);
    }

    public CartFulfillmentLine CreateLine(CartBody body)
    {
        var fulfillment =
            books.Fulfillments.Find(body.Id("fulfillment_id"))
            ?? throw CartProblem.Invalid("fulfillment_id", "is invalid");
        var order = books.Orders[fulfillment.OrderId];
        var line = OrderLine(order, body);
        var quantity = Quantity(body);
        Check(order, [(line, quantity)]);
        OnlyPacked(fulfillment);
        var made = AddLine(fulfillment, line, quantity);
        MoveTo(fulfillment, fulfillment.Status);
        return made;
    }

    public void UpdateLine(CartFulfillmentLine line, CartBody body)
    {
        var fulfillment = books.Fulfillments[line.FulfillmentId];
        var orderLine = books.Lines[line.OrderLineId];
        var quantity = Quantity(body);
        OnlyPacked(fulfillment);
        if (quantity > orderLine.Quantity - books.Fulfilled(orderLine, packedToo: true, fulfillment.Id))
        {
            throw CartProblem.Invalid("quantity", Choices.OverFulfilment);
        }
        line.Quantity = quantity;
        line.UpdatedAt = books.Now;
        books.FulfillmentLines.Save(line);
        MoveTo(fulfillment, fulfillment.Status);
    }

    /// <summary>Sets the status; stock and the order follow.</summary>
    public void MoveTo(CartFulfillment fulfillment, string status)
    {
        var now = books.Now;
        if (status is "fulfilled" && fulfillment.Status is not "fulfilled")
        {
            books.MoveStock(fulfillment, -1);
            fulfillment.ShippedAt ??= now;
            books.Announce("fulfillment.fulfilled", fulfillment);
        }
        else if (status is not "fulfilled" && fulfillment.Status is "fulfilled")
        {
            books.MoveStock(fulfillment, +1);
        }
        fulfillment.Status = status;
        fulfillment.UpdatedAt = now;
        books.Fulfillments.Save(fulfillment);
        books.Restate(books.Orders[fulfillment.OrderId]);
    }

    private CartFulfillmentLine AddLine(CartFulfillment fulfillment, CartLine line, decimal quantity)
    {
        var now = books.Now;
        var made = books.FulfillmentLines.Add(
            new CartFulfillmentLine
            {
                FulfillmentId = fulfillment.Id,
                OrderLineId = line.Id,
                VariantId = line.VariantId,
                Quantity = quantity,
                Position = fulfillment.LineIds.Count + 1,
                CreatedAt = now,
                UpdatedAt = now,
            }
        );
        fulfillment.LineIds.Add(made.Id);
        line.FulfillmentLineIds.Add(made.Id);
        books.Lines.Save(line);
        return made;
    }

    private void Check(CartOrder order, List<(CartLine Line, decimal Quantity)> wanted)
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
            if (line.Sum(part => part.Quantity) > line.Key.Quantity - books.Fulfilled(line.Key, packedToo: true))
            {
                throw CartProblem.Invalid("quantity", Choices.OverFulfilment);
            }
        }
    }

    private CartLine OrderLine(CartOrder order, CartBody body) =>
        books.Lines.Find(body.Id("order_line_item_id")) is { } line && line.OrderId == order.Id
            ? line
            : throw CartProblem.Invalid("order_line_item_id", "is invalid");

    private static decimal Quantity(CartBody body) =>
        body.Number("quantity") switch
        {
            null => throw CartProblem.Invalid("quantity", "can't be blank"),
            <= 0 => throw CartProblem.Invalid("quantity", "must be greater than 0"),
            { } quantity => quantity,
        };

    private static void OnlyPacked(CartFulfillment fulfillment)
    {
        if (fulfillment.Status is not "packed")
        {
            throw CartProblem.Invalid("fulfillment_id", "is not packed");
        }
    }

    private static string? Status(CartBody body) =>
        body.Filled("status") is { } status && !Statuses.Contains(status)
            ? throw CartProblem.Invalid("status", "is not included in the list")
            : body.Filled("status");

    /// <summary>Refuses what cannot be filled in before anything on the books is changed.</summary>
    private void Probe(CartBody body)
    {
        Fill(new CartFulfillment(), body, null);
        if (body.Id("stock_location_id") is { } location && books.Locations.Find(location) is null)
        {
            throw CartProblem.Invalid("stock_location_id", "is invalid");
        }
    }

    private static void Fill(CartFulfillment fulfillment, CartBody body, DateTimeOffset? shippedAt)
    {
        fulfillment.TrackingCompany = body.Text("tracking_company", fulfillment.TrackingCompany);
        fulfillment.TrackingNumber = body.Text("tracking_number", fulfillment.TrackingNumber);
        fulfillment.TrackingUrl = body.Text("tracking_url", fulfillment.TrackingUrl);
        fulfillment.Service = body.Text("service", fulfillment.Service);
        fulfillment.Notes = body.Text("notes", fulfillment.Notes);
        fulfillment.DeliveryType = body.Text("delivery_type", fulfillment.DeliveryType);
        fulfillment.ShippingAddressId = body.Id("shipping_address_id") ?? fulfillment.ShippingAddressId;
        fulfillment.BillingAddressId = body.Id("billing_address_id") ?? fulfillment.BillingAddressId;
        fulfillment.StockLocationId = body.Id("stock_location_id") ?? fulfillment.StockLocationId;
        fulfillment.PackedAt = body.Day("packed_at") ?? fulfillment.PackedAt;
        fulfillment.ReceivedAt = body.Time("received_at") ?? fulfillment.ReceivedAt;
        fulfillment.ShippedAt = shippedAt ?? fulfillment.ShippedAt;
    }
}
