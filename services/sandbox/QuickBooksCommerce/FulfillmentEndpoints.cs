using System.Text.Json.Nodes;
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
            .Text("status", one => one.Status)
            .Hide(
                (one, query) =>
                    one.Status is "void" or "deleted" && query.Texts("status")?.Contains(one.Status) is not true
            )
            .Sideload((body, page) => body["fulfillment_line_items"] = ShippingViews.Lines(books, page));
        cart.MapReads(books, fulfillments);
        cart.MapPost(
            "/fulfillments",
            async (HttpRequest request) =>
            {
                var sent = await CartBody.Read(request, "fulfillment");
                var (id, body) = books.Change(() =>
                {
                    var made = desk.Create(sent);
                    return (made.Id, fulfillments.One(made));
                });
                return CartAnswers.Created(request, "fulfillments", id, body);
            }
        );
        cart.MapPut(
            "/fulfillments/{id}",
            async (string id, HttpRequest request) =>
            {
                var sent = await CartBody.Read(request, "fulfillment");
                var (number, body) = books.Change(() =>
                {
                    var fulfillment = fulfillments.Get(id);
                    desk.Update(fulfillment, sent);
                    return (fulfillment.Id, fulfillments.One(fulfillment));
                });
                return Choices.FulfillmentPutHasBody(number) ? CartAnswers.Json(body) : Results.NoContent();
            }
        );
        cart.MapDelete(
            "/fulfillments/{id}",
            (string id) =>
            {
                books.Change(() => desk.MoveTo(fulfillments.Get(id), "deleted"));
                return Results.NoContent();
            }
        );
        cart.MapLines(books, desk);
    }

    private static void MapLines(this RouteGroupBuilder cart, Ledger books, FulfillmentDesk desk)
    {
        var lines = new CartResource<CartFulfillmentLine>(
            "fulfillment_line_items",
            "fulfillment_line_item",
            books.FulfillmentLines,
            line => ShippingViews.Line(books, line)
        )
            .Number("fulfillment_id", line => line.FulfillmentId)
            .Number("order_line_item_id", line => line.OrderLineId);
        cart.MapReads(books, lines);
        cart.MapPost(
            "/fulfillment_line_items",
            async (HttpRequest request) =>
            {
                var sent = await CartBody.Read(request, "fulfillment_line_item");
                (int Id, JsonObject Body) made = books.Change(() =>
                {
                    var line = desk.CreateLine(sent);
                    return (line.Id, lines.One(line));
                });
                return CartAnswers.Created(request, "fulfillment_line_items", made.Id, made.Body);
            }
        );
        cart.MapPut(
            "/fulfillment_line_items/{id}",
            async (string id, HttpRequest request) =>
            {
                var sent = await CartBody.Read(request, "fulfillment_line_item");
                books.Change(() => desk.UpdateLine(lines.Get(id), sent));
                return Results.NoContent();
            }
        );
    }
}
