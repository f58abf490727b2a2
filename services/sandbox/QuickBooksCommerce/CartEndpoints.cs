using Crossdock.Sandbox.Books;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>The cart's resources: which there are, how they are listed and read.</summary>
internal static class CartEndpoints
{
    /// <summary>Where the cart's base address ends.</summary>
    public const string Root = "/qbc";

    public static void MapCart(this WebApplication app)
    {
        var books = app.Services.GetRequiredService<Ledger>();
        var cart = app.MapGroup(Root);
        var orders = Orders(books);
        cart.MapReads(books, orders, withGet: false);
        cart.MapOrders(books, orders);
        cart.MapFulfillments(books);
        cart.MapParties(books);
        cart.MapStock(books);
        cart.MapWebhooks(books);
        cart.MapOAuth(app.Services.GetRequiredService<CartTokens>());
    }

    public static void MapReads<T>(
        this RouteGroupBuilder cart,
        Ledger books,
        CartResource<T> resource,
        bool withGet = true
    )
        where T : CartRecord
    {
        cart.MapGet(
            $"/{resource.Plural}",
            (HttpContext context) =>
            {
                var query = new CartQuery(context.Request.Query);
                var (body, pagination) = books.Read(() => resource.List(query));
                context.Response.Headers["X-Pagination"] = pagination.ToJsonString();
                return CartAnswers.Json(body);
            }
        );
        if (withGet)
        {
            cart.MapGet(
                $"/{resource.Plural}/{{id}}",
                (string id) => CartAnswers.Json(books.Read(() => resource.One(resource.Get(id))))
            );
        }
    }

    private static CartResource<CartOrder> Orders(Ledger books) =>
        new CartResource<CartOrder>("orders", "order", books.Orders, new OrderViews(books).Order)
            .Text("order_number", order => order.OrderNumber)
            .Text("reference_number", order => order.ReferenceNumber)
            .Text("source_id", order => order.SourceId)
            .Text("status", order => order.Status)
            .Text("fulfillment_status", order => order.FulfillmentStatus)
            .Text("packed_status", order => order.PackedStatus)
            .Text("invoice_status", order => order.InvoiceStatus)
            .Text("payment_status", order => order.PaymentStatus)
            .Text("return_status", _ => "unreturned")
            .Text("returning_status", _ => "unreturning")
            .Words("tags", order => order.Tags)
            .Number("company_id", order => order.CompanyId)
            .Number("stock_location_id", order => order.StockLocationId)
            .Number("billing_address_id", order => order.BillingAddressId)
            .Number("shipping_address_id", order => order.ShippingAddressId)
            .Number("currency_id", _ => 1)
            .Number("user_id", _ => 1)
            .Number("assignee_id", order => order.AssigneeId)
            .Number("contact_id", order => order.ContactId)
            .Hide(
                (order, query) =>
                    order.Status is "void" or "deleted" && query.Texts("status")?.Contains(order.Status) is not true
            );
}
