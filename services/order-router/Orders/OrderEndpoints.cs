using System.ComponentModel;
using System.Security.Claims;
using Crossdock.Platform.Api;
using Crossdock.Platform.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Crossdock.OrderRouter.Orders;

/// <summary>Finds orders, and lists those in a status.</summary>
public static class OrderEndpoints
{
    public static void MapOrders(this IEndpointRouteBuilder api)
    {
        api.MapGet("/orders", ListAsync)
            .For(Role.Read)
            .Describe("orders.list", "Lists the orders with a number, or in a status.");
        api.MapGet("/orders/{id:guid}", FindAsync)
            .For(Role.Read)
            .Describe("orders.get", "Shows an order and all that happened to it.", 404);
        api.MapReleases();
        api.MapActions();
    }

    private static async Task<Results<Ok<Page<OrderView>>, ProblemHttpResult>> ListAsync(
        [Description("The full number in the cart, with its #.")] string? number,
        [Description("A status: lists the orders that are in it.")] string? status,
        [Description("newest (change first; where it is left out) or oldest.")] string? sort,
        [AsParameters] PageRequest page,
        IDocuments<OrderState> orders,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (sort is not (null or "newest" or "oldest"))
        {
            return Problems.BadRequest("Set sort to newest or oldest, or leave it out.");
        }

        var query = (number, status) switch
        {
            ({ Length: > 0 }, _) => OrderState.ByNumber.Where(number),
            (_, { Length: > 0 }) when OrderStatus.All.Contains(status) => OrderState.ByStatus.Where(status) with
            {
                Descending = sort != "oldest",
            },
            _ => null,
        };
        if (query is null)
        {
            return Problems.BadRequest($"Set ?number=, or ?status= to one of {string.Join(", ", OrderStatus.All)}.");
        }

        var found = await page.ReadAsync(
            orders,
            query,
            order => OrderView.Of(order, now: time.GetUtcNow()),
            cancellationToken
        );
        return TypedResults.Ok(
            number is { Length: > 0 } && found.Items is []
                ? found with
                {
                    Note =
                        $"No order {number} has come to the order-router. Ask the cart-adapter: GET {ApiSecurity.ApiRoot}/orders/where?number={Uri.EscapeDataString(number)} says whether it was read, and what it waits for.",
                }
                : found
        );
    }

    private static async Task<Results<Ok<OrderView>, ProblemHttpResult>> FindAsync(
        [Description("The order's id.")] Guid id,
        ClaimsPrincipal user,
        HttpResponse response,
        IDocuments<OrderState> orders,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (await orders.FindAsync(id.ToString("D"), cancellationToken) is not { } order)
        {
            return NoOrder(id);
        }

        response.GetTypedHeaders().ETag = OrderVersion.Of(order);
        return TypedResults.Ok(OrderView.Of(order, user.IsInRole(Role.Operate.Name()), time.GetUtcNow()));
    }

    internal static ProblemHttpResult NoOrder(Guid id) =>
        Problems.NotFound($"There is no order {id} here: find it by its number, with ?number=.");
}
