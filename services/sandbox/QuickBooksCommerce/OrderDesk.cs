using Crossdock.Sandbox.Books;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>Creates and changes orders and their lines.</summary>
internal sealed class OrderDesk(Ledger books)
{
    private static readonly string[] Statuses = ["draft", "active", "finalized", "fulfilled", "void", "deleted"];

    public CartOrder Create(CartBody body)
    {
        var company = Known(books.Companies, body, "company_id");
        KnownIfSent(books.Addresses, body, "billing_address_id");
        Known(books.Addresses, body, "shipping_address_id");
        var issued = body.Day("issued_at") ?? throw CartProblem.Invalid("issued_at", "can't be blank");
        var status = Status(body) ?? Choices.NewOrderStatus;
        var lines = body.Children("order_line_items").ConvertAll(line => Line(line, 0));
        Probe(body);
        var now = books.Now;
        var order = books.Orders.Add(
            new CartOrder
            {
                OrderNumber = body.Filled("order_number") ?? "",
                Status = status,
                IssuedAt = issued,
                CompanyId = company.Id,
                StockLocationId = body.Id("stock_location_id") ?? books.Locations.All[0].Id,
                CreatedAt = now,
            }
        );
        if (order.OrderNumber.Length == 0)
        {
            order.OrderNumber = $"SO{order.Id:0000}";
        }
        Fill(order, body);
        foreach (var line in lines)
        {
            Add(order, line);
        }
        books.Restate(order);
        books.Announce("order.create", order);
        if (order.Status is "finalized")
        {
            books.Announce("order.finalized", order);
        }
        return order;
    }

    public void Update(CartOrder order, CartBody body)
    {
        KnownIfSent(books.Addresses, body, "shipping_address_id");
        KnownIfSent(books.Addresses, body, "billing_address_id");
        var status = Status(body);
        var issued = body.Day("issued_at");
        if (status is "void" or "deleted")
        {
            RefuseWhenShipped(order);
        }
        Probe(body);
        Fill(order, body);
        order.OrderNumber = body.Filled("order_number") ?? order.OrderNumber;
        order.IssuedAt = issued ?? order.IssuedAt;
        if (status is "finalized" && order.Status is "draft" or "active")
        {
            books.Announce("order.finalized", order);
        }
        order.Status = status ?? order.Status;
        books.Restate(order);
    }

    /// <summary>One of the order's actions; only fulfil and pack read what was sent.</summary>
    public void Act(CartOrder order, string action, CartBody sent)
    {
        switch (action)
        {
            case "fulfil":
                new FulfillmentDesk(books).Finish(order, "fulfilled", sent);
                break;
            case "pack":
                new FulfillmentDesk(books).Finish(order, "packed", sent);
                break;
            case "invoice":
                Invoice(order);
                break;
            case "pay":
                order.PaymentStatus = "paid";
                order.PaymentIds = order.PaymentIds.Count == 0 ? [order.Id + 200_000] : order.PaymentIds;
                books.Touch(order);
                books.Announce("payment.create", "payments", order.PaymentIds[0]);
                break;
            case "void":
                Close(order, "void");
                break;
            default:
                throw CartProblem.NotFound("action", action);
        }
    }

    /// <summary>Invoices the whole order, once.</summary>
    public void Invoice(CartOrder order)
    {
        if (order.InvoiceIds.Count > 0)
        {
            return;
        }

        order.InvoiceStatus = "invoiced";
        order.InvoiceIds = [order.Id + 100_000];
        books.Touch(order);
        books.Announce("invoice.create", "invoices", order.InvoiceIds[0]);
    }

    /// <summary>Makes the order void or deleted; it stays on the books.</summary>
    public void Close(CartOrder order, string status)
    {
        RefuseWhenShipped(order);
        order.Status = status;
        books.Touch(order);
    }

    /// <summary>Reads a line and refuses what cannot be one; it is not on the books yet.</summary>
    private CartLine Line(CartBody body, int orderId)
    {
        var freeform = body.Flag("freeform", otherwise: false);
        if (body.Id("variant_id") is null && !freeform && body.Filled("line_type") is null)
        {
            throw CartProblem.Invalid("variant_id", "can't be blank");
        }

        var variant = KnownIfSent(books.Variants, body, "variant_id");
        var line = new CartLine
        {
            OrderId = orderId,
            VariantId = variant?.Id,
            Freeform = freeform,
            // A line without a price is accepted; what it then costs is this sandbox's choice.
            Price = body.Number("price") ?? variant?.RetailPrice ?? 0,
            Quantity = body.Number("quantity") ?? 1,
        };
        Fill(line, body);
        return line;
    }

    public CartLine AddLine(CartBody body)
    {
        var order = Known(books.Orders, body, "order_id");
        var line = Line(body, order.Id);
        Add(order, line);
        books.Restate(order);
        return line;
    }

    private void Add(CartOrder order, CartLine line)
    {
        line.OrderId = order.Id;
        line.Position = line.Position == 0 ? order.LineIds.Count : line.Position;
        line.CreatedAt = line.UpdatedAt = books.Now;
        order.LineIds.Add(books.Lines.Add(line).Id);
    }

    public void Update(CartLine line, CartBody body)
    {
        var quantity = body.Number("quantity");
        var price = body.Number("price");
        Fill(new CartLine(), body);
        Fill(line, body);
        line.Quantity = quantity ?? line.Quantity;
        line.Price = price ?? line.Price;
        line.UpdatedAt = books.Now;
        books.Lines.Save(line);
        books.Restate(books.Orders[line.OrderId]);
    }

    public void Remove(CartLine line)
    {
        if (line.FulfillmentLineIds.Count > 0)
        {
            throw CartProblem.Invalid("base", "has fulfillments");
        }
        var order = books.Orders[line.OrderId];
        order.LineIds.Remove(line.Id);
        books.Lines.Remove(line);
        books.Restate(order);
    }

    /// <summary>Refuses what cannot be filled in before anything on the books is changed.</summary>
    private void Probe(CartBody body)
    {
        Fill(new CartOrder { OrderNumber = "" }, body);
        KnownIfSent(books.Locations, body, "stock_location_id");
    }

    private static void Fill(CartOrder order, CartBody body)
    {
        order.BillingAddressId = body.Id("billing_address_id", order.BillingAddressId);
        order.ShippingAddressId = body.Id("shipping_address_id", order.ShippingAddressId);
        order.AssigneeId = body.Id("assignee_id", order.AssigneeId);
        order.ContactId = body.Id("contact_id", order.ContactId);
        order.Email = body.Text("email", order.Email);
        order.PhoneNumber = body.Text("phone_number", order.PhoneNumber);
        order.Notes = body.Text("notes", order.Notes);
        order.ReferenceNumber = body.Text("reference_number", order.ReferenceNumber);
        order.SourceUrl = body.Text("source_url", order.SourceUrl);
        order.TaxTreatment = body.Text("tax_treatment") ?? order.TaxTreatment;
        order.DefaultPriceListId = body.Text("default_price_list_id") ?? order.DefaultPriceListId;
        order.ShipAt = body.Has("ship_at") ? body.Day("ship_at") : order.ShipAt;
        order.Tags = body.Has("tags") ? body.Texts("tags") : order.Tags;
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

    private static string? Status(CartBody body) =>
        body.Filled("status") is { } status && !Statuses.Contains(status)
            ? throw CartProblem.Invalid("status", "is not included in the list")
            : body.Filled("status");

    private static void RefuseWhenShipped(CartOrder order)
    {
        if (order.FulfillmentStatus is not "unshipped")
        {
            throw CartProblem.Invalid("status", "cannot be changed once shipped");
        }
    }

    private static T? KnownIfSent<T>(Shelf<T> shelf, CartBody body, string field)
        where T : CartRecord => body.Filled(field) is null ? null : Known(shelf, body, field);

    private static T Known<T>(Shelf<T> shelf, CartBody body, string field)
        where T : CartRecord =>
        shelf.Find(body.Id(field) ?? throw CartProblem.Invalid(field, "can't be blank"))
        ?? throw CartProblem.Invalid(field, "is invalid");
}
