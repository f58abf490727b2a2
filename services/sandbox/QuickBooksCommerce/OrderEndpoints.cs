using Crossdock.Sandbox.Books;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>Orders, their lines and their actions.</summary>
internal static class OrderEndpoints
{
    public static void MapOrders(this RouteGroupBuilder cart, Ledger books, CartResource<CartOrder> orders)
    {
        var desk = new OrderDesk(books);
        var views = new OrderViews(books);
        cart.MapGet(
            "/orders/{id}",
            (string id, string? include) =>
                CartAnswers.Json(
                    books.Read(() =>
                    {
                        var order = orders.Get(id);
                        var body = orders.One(order);
                        views.Include(body, order, include);
                        return body;
                    })
                )
        );
        cart.MapPost(
            "/orders",
            async (HttpRequest request) =>
            {
                var sent = await CartBody.Read(request, "order");
                var (id, body) = books.Change(() =>
                {
                    var order = desk.Create(sent);
                    return (order.Id, orders.One(order));
                });
                return CartAnswers.Created(request, "orders", id, body);
            }
        );
        cart.MapPut(
            "/orders/{id}",
            async (string id, HttpRequest request) =>
            {
                var sent = await CartBody.Read(request, "order");
                books.Change(() => desk.Update(orders.Get(id), sent));
                return Results.NoContent();
            }
        );
        cart.MapDelete(
            "/orders/{id}",
            (string id) =>
            {
                books.Change(() => desk.Close(orders.Get(id), "deleted"));
                return Results.NoContent();
            }
        );
        cart.MapPost(
            "/orders/{id}/actions/{action}",
            (string id, string action, HttpRequest request) => Act(books, orders, id, action, request)
        );
        cart.MapLines(books, desk);
    }

    private static void MapLines(this RouteGroupBuilder cart, Ledger books, OrderDesk desk)
    {
        var lines = new CartResource<CartLine>("order_line_items", "order_line_item", books.Lines, OrderViews.Line)
            .Number("order_id", line => line.OrderId)
            .Number("variant_id", line => line.VariantId)
            .Number("tax_type_id", line => line.TaxTypeId)
            .Text("order_status", line => books.Orders[line.OrderId].Status);
        cart.MapReads(books, lines);
        cart.MapPost(
            "/order_line_items",
            async (HttpRequest request) =>
            {
                var sent = await CartBody.Read(request, "order_line_item");
                var (id, body) = books.Change(() =>
                {
                    var order =
                        books.Orders.Find(sent.Id("order_id")) ?? throw CartProblem.Invalid("order_id", "is invalid");
                    var line = desk.Line(sent, order.Id);
                    desk.Add(order, line);
                    books.Restate(order);
                    return (line.Id, lines.One(line));
                });
                return CartAnswers.Created(request, "order_line_items", id, body);
            }
        );
        cart.MapPut(
            "/order_line_items/{id}",
            async (string id, HttpRequest request) =>
            {
                var sent = await CartBody.Read(request, "order_line_item");
                books.Change(() => desk.Update(lines.Get(id), sent));
                return Results.NoContent();
            }
        );
        cart.MapDelete(
            "/order_line_items/{id}",
            (string id) =>
            {
                books.Change(() => desk.Remove(lines.Get(id)));
                return Results.NoContent();
            }
        );
    }

    private static async Task<IResult> Act(
        Ledger books,
        CartResource<CartOrder> orders,
        string id,
        string action,
        HttpRequest request
    )
    {
        var loose = await CartBody.ReadLoose(request);
        var sent = new CartBody(loose.Get("fulfillment"));
        var body = books.Change(() =>
        {
            var order = orders.Get(id);
            switch (action)
            {
                case "fulfil":
                    new FulfillmentDesk(books).Finish(order, "fulfilled", sent);
                    break;
                case "pack":
                    new FulfillmentDesk(books).Finish(order, "packed", sent);
                    break;
                case "invoice":
                    order.InvoiceStatus = "invoiced";
                    order.InvoiceIds = order.InvoiceIds.Count == 0 ? [order.Id + 100_000] : order.InvoiceIds;
                    books.Touch(order);
                    break;
                case "pay":
                    order.PaymentStatus = "paid";
                    order.PaymentIds = order.PaymentIds.Count == 0 ? [order.Id + 200_000] : order.PaymentIds;
                    books.Touch(order);
                    break;
                case "void":
                    new OrderDesk(books).Close(order, "void");
                    break;
                default:
                    throw CartProblem.NotFound("action", action);
            }
            return orders.One(order);
        });
        return CartAnswers.Json(body);
    }
}
