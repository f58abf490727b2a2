using Crossdock.Sandbox.Books;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>Fulfillments and their lines.</summary>
internal static class FulfillmentEndpoints
{
    public static void MapFulfillments(this RouteGroupBuilder cart, Ledger books)
    {
        var desk = new FulfillmentDesk(books);
        var fulfillments = new CartResource<CartFulfillment>(
            "fulfillments",
            "fulfillment",
            books.Fulfillments,
            one => ShippingViews.Fulfillment(books, one)
        )
            .Number("order_id", one => one.OrderId)
            .Number("shipping_address_id", one => one.ShippingAddressId)
            .Number("billing_address_id", one => one.BillingAddressId)
            .Number("stock_location_id", one => one.StockLocationId)
            .Number("company_id", one => books.Orders[one.OrderId].CompanyId)
            .Word("status", one => one.Status)
            .Hide(
                (one, query) =>
                    one.Status is "void" or "deleted" && query.Words("status")?.Contains(one.Status) is not true
            )
            .Sideload((body, page) => body["fulfillment_line_items"] = ShippingViews.Lines(books, page));
        cart.Map(books, fulfillments)
            .Create(desk.Create)
            .Update(desk.Update, one => Choices.FulfillmentPutHasBody(one.Id))
            .Delete(one => desk.MoveTo(one, "deleted"));
        var lines = new CartResource<CartFulfillmentLine>(
            "fulfillment_line_items",
            "fulfillment_line_item",
            books.FulfillmentLines,
            line => ShippingViews.Line(books, line)
        )
            .Number("fulfillment_id", line => line.FulfillmentId)
            .Number("order_line_item_id", line => line.OrderLineId);
        cart.Map(books, lines).Create(desk.CreateLine).Update(desk.UpdateLine);
    }
}
