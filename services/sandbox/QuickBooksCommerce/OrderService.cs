using Crossdock.Sandbox.Data;
using Crossdock.Sandbox.Settings;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>Creates and changes orders.</summary>
internal sealed class OrderService(SandboxDatabase database, OrderLineService lines)
{
    private static readonly string[] Statuses = ["draft", "active", "finalized", "fulfilled", "void", "deleted"];

    public CartOrder Create(CartBody body)
    {
        var company = body.Known(database.Companies, "company_id");
        body.KnownIfSent(database.Addresses, "billing_address_id");
        body.Known(database.Addresses, "shipping_address_id");
        var issued = body.Day("issued_at") ?? throw CartProblem.Invalid("issued_at", "can't be blank");
        var status = body.Status(Statuses) ?? Choices.NewOrderStatus;
        var sent = body.Children("order_line_items").ConvertAll(lines.Read);
        Validate(body);
        var order = database.Orders.Add(
            new CartOrder
            {
                OrderNumber = body.Filled("order_number") ?? "",
                Status = status,
                IssuedAt = issued,
                CompanyId = company.Id,
                StockLocationId = body.Id("stock_location_id") ?? database.Locations.All[0].Id,
            }
        );
        Fill(order, body);
        sent.ForEach(line => lines.Add(order, line));
        Complete(order);
        return order;
    }

    /// <summary>Numbers a new order that has no number, and reports it.</summary>
    public void Complete(CartOrder order)
    {
        order.OrderNumber = order.OrderNumber.Length > 0 ? order.OrderNumber : $"SO{order.Id:0000}";
        database.UpdateStatus(order);
        database.EnqueueWebhook("order.create", order);
        if (order.Status is "finalized")
        {
            database.EnqueueWebhook("order.finalized", order);
        }
    }

    public void Update(CartOrder order, CartBody body)
    {
        body.KnownIfSent(database.Addresses, "shipping_address_id");
        body.KnownIfSent(database.Addresses, "billing_address_id");
        var status = body.Status(Statuses);
        var issued = body.Day("issued_at");
        if (status is "void" or "deleted")
        {
            RefuseIfShipped(order);
        }

        Validate(body);
        Fill(order, body);
        order.OrderNumber = body.Filled("order_number") ?? order.OrderNumber;
        order.IssuedAt = issued ?? order.IssuedAt;
        order.StockLocationId = body.Id("stock_location_id") ?? order.StockLocationId;
        if (status is "finalized" && order.Status is "draft" or "active")
        {
            database.EnqueueWebhook("order.finalized", order);
        }

        order.Status = status ?? order.Status;
        database.UpdateStatus(order);
    }

    /// <summary>Makes the order void or deleted. It stays in the database.</summary>
    public void Close(CartOrder order, string status)
    {
        RefuseIfShipped(order);
        order.Status = status;
        database.Touch(order);
    }

    /// <summary>Refuses invalid fields before anything is changed.</summary>
    private void Validate(CartBody body)
    {
        Fill(new CartOrder { OrderNumber = "" }, body);
        body.KnownIfSent(database.Locations, "stock_location_id");
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
        order.TaxTreatment = body.Filled("tax_treatment") ?? order.TaxTreatment;
        order.DefaultPriceListId = body.Filled("default_price_list_id") ?? order.DefaultPriceListId;
        order.ShipAt = body.Has("ship_at") ? body.Day("ship_at") : order.ShipAt;
        order.Tags = body.Has("tags") ? body.Texts("tags") : order.Tags;
    }

    private static void RefuseIfShipped(CartOrder order)
    {
        if (order.FulfillmentStatus is not "unshipped")
        {
            throw CartProblem.Invalid("status", "cannot be changed once shipped");
        }
    }
}
