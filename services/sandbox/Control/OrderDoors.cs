using Crossdock.Sandbox.Books;
using Crossdock.Sandbox.QuickBooksCommerce;
using Crossdock.Sandbox.Seeds;

namespace Crossdock.Sandbox.Control;

/// <summary>Orders by hand: place, edit, void, and see them with what the cart knows of their shipping.</summary>
internal static class OrderDoors
{
    public static void MapOrderDoors(this RouteGroupBuilder doors, Ledger books)
    {
        doors.MapPost("/orders", (NewOrder sent) => Place(books, sent));
        doors.MapGet(
            "/orders",
            (string? number) =>
                Results.Json(
                    books.Read(() =>
                        books
                            .Orders.All.Where(order => number is null || order.OrderNumber == number)
                            .Select(order => Show(books, order))
                            .ToList()
                    )
                )
        );
        doors.MapPost(
            "/orders/{id:int}/edit",
            (int id, OrderEdit sent) => With(books, id, order => Edit(books, order, sent))
        );
        doors.MapPost(
            "/orders/{id:int}/void",
            (int id) => With(books, id, order => new OrderDesk(books).Close(order, "void"))
        );
    }

    private static IResult Place(Ledger books, NewOrder sent)
    {
        var order = sent.Lines is { Count: > 0 }
            ? sent
            : sent with
            {
                Lines = [new NewLine { Sku = Catalogue.Items[0].Sku }],
            };
        return books.Change(() =>
            OrderPlacement.Problem(books, order) is { } problem
                ? Results.BadRequest(new { error = problem })
                : Results.Json(Show(books, OrderPlacement.Place(books, order)), statusCode: 201)
        );
    }

    private static void Edit(Ledger books, CartOrder order, OrderEdit sent)
    {
        order.Notes = sent.Notes ?? order.Notes;
        order.Status = sent.Status ?? order.Status;
        books.Touch(order);
        if (books.Addresses.Find(order.ShippingAddressId) is { } address)
        {
            address.Address1 = sent.Address1 ?? address.Address1;
            address.Address2 = sent.Address2 ?? address.Address2;
            address.State = sent.State ?? address.State;
            address.UpdatedAt = books.Now;
            books.Addresses.Save(address);
        }
        if (
            sent.ShipMethod is { } method
            && order.LineIds.Select(id => books.Lines[id]).FirstOrDefault(line => line.LineType is "shipping")
                is { } shipping
        )
        {
            shipping.Label = method;
            shipping.UpdatedAt = books.Now;
            books.Lines.Save(shipping);
        }
    }

    private static IResult With(Ledger books, int id, Action<CartOrder> work)
    {
        try
        {
            return books.Change(() =>
            {
                if (books.Orders.Find(id) is not { } order)
                {
                    return Results.NotFound(new { error = $"there is no order {id}" });
                }
                work(order);
                return Results.Json(Show(books, order));
            });
        }
        catch (CartProblem problem)
        {
            return Results.Text(problem.Body.ToJsonString(), "application/json", statusCode: problem.Status);
        }
    }

    private static object Show(Ledger books, CartOrder order) =>
        new
        {
            id = order.Id,
            number = order.OrderNumber,
            status = order.Status,
            fulfillmentStatus = order.FulfillmentStatus,
            lines = order
                .LineIds.Select(id => books.Lines[id])
                .Select(line => new
                {
                    id = line.Id,
                    sku = books.Variants.Find(line.VariantId)?.Sku,
                    lineType = line.LineType,
                    label = line.Label,
                    quantity = line.Quantity,
                    fulfilled = books.Fulfilled(line),
                }),
            fulfillments = order
                .FulfillmentIds.Select(id => books.Fulfillments[id])
                .Select(one => new
                {
                    id = one.Id,
                    status = one.Status,
                    trackingCompany = one.TrackingCompany,
                    trackingNumber = one.TrackingNumber,
                    service = one.Service,
                    lines = one
                        .LineIds.Select(id => books.FulfillmentLines[id])
                        .Select(line => new { orderLine = line.OrderLineId, quantity = line.Quantity }),
                }),
        };
}

/// <summary>What to change on an order; null leaves it as it is.</summary>
internal sealed record OrderEdit(
    string? Notes = null,
    string? Status = null,
    string? Address1 = null,
    string? Address2 = null,
    string? State = null,
    string? ShipMethod = null
);
