using Crossdock.Sandbox.Data;
using Crossdock.Sandbox.Settings;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>Creates and changes fulfillments, and updates orders and stock with them.</summary>
internal sealed class FulfillmentService(SandboxDatabase database)
{
    private static readonly string[] Statuses = ["packed", "fulfilled", "void", "deleted"];

    private readonly FulfillmentLineService lines = new(database);

    public CartFulfillment Create(CartBody body)
    {
        var order = body.Known(database.Orders, "order_id");
        var sent = body.Children("fulfillment_line_items").ConvertAll(line => lines.Read(order, line));
        var status = body.Status(Statuses) ?? "packed";
        Validate(body);
        lines.Check(order, sent);
        return Create(order, status, sent, made => Fill(made, body));
    }

    /// <summary>Fulfills what is packed if that is the status, and creates one fulfillment for the rest of the order.</summary>
    public void FulfillRest(CartOrder order, string status, CartBody body)
    {
        if (!Choices.CanBeFulfilled(order.Status))
        {
            throw CartProblem.Invalid("status", "must be finalized");
        }

        Validate(body);
        if (status is "fulfilled")
        {
            foreach (var packed in database.FulfillmentsOf(order).Where(one => one.Status is "packed"))
            {
                Fill(packed, body);
                MoveTo(packed, "fulfilled");
            }
        }

        var rest = database
            .ShippableLinesOf(order)
            .Select(line => (Line: line, Quantity: line.Quantity - database.Fulfilled(line, includePacked: true)))
            .Where(part => part.Quantity > 0)
            .ToList();
        if (rest.Count > 0)
        {
            Create(order, status, rest, made => Fill(made, body));
        }

        database.UpdateStatus(order);
    }

    public CartFulfillment Create(
        CartOrder order,
        string status,
        List<(CartLine Line, decimal Quantity)> parts,
        Action<CartFulfillment> fill
    )
    {
        var made = database.Fulfillments.Add(
            new CartFulfillment
            {
                OrderId = order.Id,
                ShippingAddressId = order.ShippingAddressId,
                BillingAddressId = order.BillingAddressId,
                StockLocationId = order.StockLocationId,
                PackedAt = DateOnly.FromDateTime(database.Now.UtcDateTime),
            }
        );
        fill(made);
        parts.ForEach(part => lines.Add(made, part.Line, part.Quantity));
        order.FulfillmentIds.Add(made.Id);
        database.EnqueueWebhook("fulfillment.create", made);
        MoveTo(made, status);
        return made;
    }

    public void Update(CartFulfillment fulfillment, CartBody body)
    {
        var status = body.Status(Statuses);
        Validate(body);
        if (fulfillment.Status is "void" or "deleted" && status is "packed" or "fulfilled")
        {
            throw CartProblem.Invalid("status", "cannot be changed once void");
        }

        Fill(fulfillment, body);
        MoveTo(fulfillment, status ?? fulfillment.Status);
    }

    public CartFulfillmentLine CreateLine(CartBody body)
    {
        var fulfillment = body.Known(database.Fulfillments, "fulfillment_id");
        var line = lines.Create(fulfillment, body);
        MoveTo(fulfillment, fulfillment.Status);
        return line;
    }

    public void UpdateLine(CartFulfillmentLine line, CartBody body)
    {
        var fulfillment = database.Fulfillments[line.FulfillmentId];
        lines.Update(fulfillment, line, body);
        MoveTo(fulfillment, fulfillment.Status);
    }

    /// <summary>Sets the status, and updates stock and the order.</summary>
    public void MoveTo(CartFulfillment fulfillment, string status)
    {
        var now = database.Now;
        if (status is "fulfilled" && fulfillment.Status is not "fulfilled")
        {
            database.MoveStock(fulfillment, -1);
            fulfillment.ShippedAt ??= now;
            database.EnqueueWebhook("fulfillment.fulfilled", fulfillment);
        }
        else if (status is not "fulfilled" && fulfillment.Status is "fulfilled")
        {
            database.MoveStock(fulfillment, +1);
        }

        fulfillment.Status = status;
        fulfillment.UpdatedAt = now;
        database.Fulfillments.Save(fulfillment);
        database.UpdateStatus(database.Orders[fulfillment.OrderId]);
    }

    /// <summary>Refuses invalid fields before anything is changed.</summary>
    private void Validate(CartBody body)
    {
        Fill(new CartFulfillment(), body);
        body.KnownIfSent(database.Locations, "stock_location_id");
    }

    private static void Fill(CartFulfillment fulfillment, CartBody body)
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
        fulfillment.ShippedAt = body.Time("shipped_at") ?? fulfillment.ShippedAt;
    }
}
