using Crossdock.Sandbox.Data;
using Crossdock.Sandbox.QuickBooksCommerce;
using Crossdock.Sandbox.Seeds;

namespace Crossdock.Sandbox.Control;

/// <summary>Places, edits, voids and shows orders of the cart.</summary>
internal static class CartControlEndpoints
{
    public static void MapCartControl(this RouteGroupBuilder control, SandboxDatabase database)
    {
        control.MapPost("/orders", (NewOrder sent) => Place(database, sent));
        control.MapGet(
            "/orders",
            (string? number) =>
                Results.Json(
                    database.Read(() =>
                        database
                            .Orders.All.Where(order => number is null || order.OrderNumber == number)
                            .Select(order => Show(database, order))
                            .ToList()
                    )
                )
        );
        control.MapPost(
            "/orders/{id:int}/edit",
            (int id, OrderEdit sent) => With(database, id, order => Edit(database, order, sent))
        );
        control.MapPost(
            "/orders/{id:int}/void",
            (int id) => With(database, id, order => new OrderActions(database).Run(order, "void", default))
        );
    }

    private static IResult Place(SandboxDatabase database, NewOrder sent)
    {
        var order = sent.Lines is { Count: > 0 }
            ? sent
            : sent with
            {
                Lines = [new NewLine { Sku = Catalog.Items[0].Sku }],
            };
        return database.Change(() =>
            OrderPlacement.Problem(database, order) is { } problem
                ? Results.BadRequest(new { error = problem })
                : Results.Json(Show(database, OrderPlacement.Place(database, order)), statusCode: 201)
        );
    }

    private static void Edit(SandboxDatabase database, CartOrder order, OrderEdit sent)
    {
        order.Notes = sent.Notes ?? order.Notes;
        order.Status = sent.Status ?? order.Status;
        database.Touch(order);
        if (database.Addresses.Find(order.ShippingAddressId) is { } address)
        {
            address.Address1 = sent.Address1 ?? address.Address1;
            address.Address2 = sent.Address2 ?? address.Address2;
            address.State = sent.State ?? address.State;
            address.UpdatedAt = database.Now;
            database.Addresses.Save(address);
        }

        if (
            sent.ShipMethod is { } method
            && database.LinesOf(order).FirstOrDefault(line => line.LineType is "shipping") is { } shipping
        )
        {
            shipping.Label = method;
            shipping.UpdatedAt = database.Now;
            database.Lines.Save(shipping);
        }
    }

    private static IResult With(SandboxDatabase database, int id, Action<CartOrder> change)
    {
        try
        {
            return database.Change(() =>
            {
                if (database.Orders.Find(id) is not { } order)
                {
                    return Results.NotFound(new { error = $"there is no order {id}" });
                }

                change(order);
                return Results.Json(Show(database, order));
            });
        }
        catch (CartProblem problem)
        {
            return CartResponses.Json(problem.Body, problem.Status);
        }
    }

    private static object Show(SandboxDatabase database, CartOrder order) =>
        new
        {
            id = order.Id,
            number = order.OrderNumber,
            status = order.Status,
            createdAt = order.CreatedAt,
            fulfillmentStatus = order.FulfillmentStatus,
            lines = database
                .LinesOf(order)
                .Select(line => new
                {
                    id = line.Id,
                    sku = database.Variants.Find(line.VariantId)?.Sku,
                    lineType = line.LineType,
                    label = line.Label,
                    quantity = line.Quantity,
                    fulfilled = database.Fulfilled(line),
                }),
            fulfillments = database
                .FulfillmentsOf(order)
                .Select(one => new
                {
                    id = one.Id,
                    status = one.Status,
                    trackingCompany = one.TrackingCompany,
                    trackingNumber = one.TrackingNumber,
                    service = one.Service,
                    lines = database
                        .LinesOf(one)
                        .Select(line => new { orderLine = line.OrderLineId, quantity = line.Quantity }),
                }),
        };
}

/// <summary>What to change on an order; null leaves a field unchanged.</summary>
internal sealed record OrderEdit(
    string? Notes = null,
    string? Status = null,
    string? Address1 = null,
    string? Address2 = null,
    string? State = null,
    string? ShipMethod = null
);
