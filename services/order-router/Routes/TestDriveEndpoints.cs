using Crossdock.Adapters;
using Crossdock.OrderRouter.Duplicates;
using Crossdock.OrderRouter.Orders;
using Crossdock.OrderRouter.Rules;
using Crossdock.Platform.Api;
using Crossdock.Platform.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Crossdock.OrderRouter.Routes;

/// <summary>Shows what the rules make of an order: the same function as for a real one, and nothing happens.</summary>
internal static class TestDriveEndpoints
{
    public static void MapTestDrive(this IEndpointRouteBuilder api) =>
        api.MapPost("/rules/test", TestAsync)
            .For(Role.Read)
            .Describe(
                "rules.test",
                "Test drive: shows what the rules make of a stored order, or of one in the body, without any effect.",
                404,
                409,
                413,
                415
            );

    private static async Task<Results<Ok<TestDriveView>, ProblemHttpResult>> TestAsync(
        TestDriveBody body,
        IDocuments<OrderState> orders,
        StoredRoutes stored,
        RouteTable routes,
        DuplicateOrders duplicates,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (body is { OrderId: null, Order: null } or { OrderId: not null, Order: not null })
        {
            throw new SettingException("orderId, order", "are both set, or both missing", "set one of them");
        }

        var order = body.Order is { } written
            ? new OrderState { Order = written.ToOrder(time.GetUtcNow()) }
            : await orders.FindAsync(body.OrderId!.Value.ToString("D"), cancellationToken);
        if (order is null)
        {
            return OrderEndpoints.NoOrder(body.OrderId!.Value);
        }

        if (order.Order is not { } received)
        {
            return Problems.Conflict(
                $"The cart-adapter skipped the order, so that its content is not here: {order.Reason}"
            );
        }

        await stored.RefreshAsync(cancellationToken);
        var route = body.Route is { } tried
            ? new OrderRoute(received.Connection, RouteInput.Read(received.Connection, tried))
            : routes.ForCart(received.Connection);
        if (order.DuplicateOf is null)
        {
            var first = await duplicates.FindAsync(received, route?.Orders.DuplicateWindow, cancellationToken);
            order.DuplicateOfNumber = first?.OrderNumber;
        }

        return TypedResults.Ok(
            TestDriveView.Of(OrderDecisions.TestDrive(order, route, order.DeliveryNumber, time.GetUtcNow()))
        );
    }
}
