using Crossdock.Sandbox.Books;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>Orders, their lines and their actions.</summary>
internal static class OrderEndpoints
{
    public static void MapOrders(this RouteGroupBuilder cart, Ledger books)
    {
        var desk = new OrderDesk(books);
        var orders = Orders(books);
        cart.Map(books, orders).Create(desk.Create).Update(desk.Update).Delete(order => desk.Close(order, "deleted"));
        cart.MapPost(
            "/orders/{id}/actions/{action}",
            async (string id, string action, HttpRequest request) =>
            {
                var sent = new CartBody((await CartBody.ReadLoose(request)).Get("fulfillment"));
                return CartAnswers.Json(
                    books.Change(() =>
                    {
                        var order = orders.Get(id);
                        desk.Act(order, action, sent);
                        return orders.One(order);
                    })
                );
            }
        );
        var lines = new CartResource<CartLine>("order_line_items", "order_line_item", books.Lines, OrderViews.Line)
            .Number("order_id", line => line.OrderId)
            .Number("variant_id", line => line.VariantId)
            .Number("tax_type_id", line => line.TaxTypeId)
            .Word("order_status", line => books.Orders[line.OrderId].Status);
        cart.Map(books, lines).Create(desk.AddLine).Update(desk.Update).Delete(desk.Remove);
    }

    private static CartResource<CartOrder> Orders(Ledger books)
    {
        var views = new OrderViews(books);
        return new CartResource<CartOrder>("orders", "order", books.Orders, views.Order)
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
            // Void orders must be asked for; deleted ones are in the plain list, as clients have found.
            .Hide((order, query) => order.Status is "void" && query.Words("status")?.Contains("void") is not true)
            .Include(views.Include);
    }
}
