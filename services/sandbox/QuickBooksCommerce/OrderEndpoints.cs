using Crossdock.Sandbox.Data;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>Orders, their lines and their actions.</summary>
internal static class OrderEndpoints
{
    public static void MapOrders(this RouteGroupBuilder cart, SandboxDatabase database)
    {
        var lines = new OrderLineService(database);
        var service = new OrderService(database, lines);
        var orders = Orders(database);
        cart.Map(database, orders)
            .Create(service.Create)
            .Update(service.Update)
            .Delete(order => service.Close(order, "deleted"));
        cart.MapPost(
            "/orders/{id}/actions/{action}",
            async (string id, string action, HttpRequest request) =>
            {
                var sent = new CartBody((await CartBodyReader.ReadAsync(request)).Get("fulfillment"));
                return CartResponses.Json(
                    database.Change(() =>
                    {
                        var order = orders.Get(id);
                        new OrderActions(database).Run(order, action, sent);
                        return orders.One(order);
                    })
                );
            }
        );
        var resource = new CartResource<CartLine>(
            "order_line_items",
            "order_line_item",
            database.Lines,
            OrderViews.Line
        )
            .Number("order_id", line => line.OrderId)
            .Number("variant_id", line => line.VariantId)
            .Number("tax_type_id", line => line.TaxTypeId)
            .Word("order_status", line => database.Orders[line.OrderId].Status);
        cart.Map(database, resource).Create(lines.Create).Update(lines.Update).Delete(lines.Remove);
    }

    private static CartResource<CartOrder> Orders(SandboxDatabase database)
    {
        var views = new OrderViews(database);
        return new CartResource<CartOrder>("orders", "order", database.Orders, views.Order)
            .Text("order_number", order => order.OrderNumber)
            .Text("reference_number", order => order.ReferenceNumber)
            .Text("source_id", order => order.SourceId)
            .Word("status", order => order.Status)
            .Word("fulfillment_status", order => order.FulfillmentStatus)
            .Word("packed_status", order => order.PackedStatus)
            .Word("invoice_status", order => order.InvoiceStatus)
            .Word("payment_status", order => order.PaymentStatus)
            .Word("return_status", _ => "unreturned")
            .Word("returning_status", _ => "unreturning")
            .Words("tags", order => order.Tags)
            .Number("company_id", order => order.CompanyId)
            .Number("stock_location_id", order => order.StockLocationId)
            .Number("billing_address_id", order => order.BillingAddressId)
            .Number("shipping_address_id", order => order.ShippingAddressId)
            .Number("currency_id", _ => 1)
            .Number("user_id", _ => 1)
            .Number("assignee_id", order => order.AssigneeId)
            .Number("contact_id", order => order.ContactId)
            // Void orders are hidden unless asked for. Deleted ones are not, as clients have found.
            .Hide((order, query) => order.Status is "void" && query.Words("status")?.Contains("void") is not true)
            .Include(views.Include);
    }
}
