using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using Crossdock.OrderRouter.Orders;
using Crossdock.OrderRouter.Rules;
using Crossdock.Platform.Api;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Crossdock.OrderRouter.Routes;

/// <summary>Shows what a change of rules would take in and leave out, and takes in what the rules no longer skip.</summary>
internal static class LoadEndpoints
{
    private const string Cart = "The cart connection.";

    /// <summary>More are taken in only if the person names their number.</summary>
    private const int MaxUnconfirmed = 100;

    public static void MapLoad(this IEndpointRouteBuilder api)
    {
        api.MapPost("/routes/{cart}/preview", PreviewAsync)
            .For(Role.Read)
            .Accepts<RouteOptions>("application/json")
            .Describe(
                "routes.preview",
                "Shows which orders of the cart a changed route would take in, and which on hold it would leave out; nothing changes.",
                413,
                415
            );
        api.MapPost("/routes/{cart}/take-in", TakeInAsync)
            .For(Role.Operate)
            .Describe(
                "routes.takeIn",
                "Takes in the orders that the rules skipped and no longer skip; more than 100 only with confirm, their number.",
                404,
                409
            );
    }

    private static async Task<Ok<LoadPreview>> PreviewAsync(
        [Description(Cart)] string cart,
        JsonElement? body,
        LoadChanges changes,
        CancellationToken cancellationToken
    )
    {
        var route = new OrderRoute(cart, RouteInput.Read(cart, body ?? default));
        return TypedResults.Ok(
            new LoadPreview(
                await LoadedOrders.OfAsync(changes.TakenInAsync(route, cancellationToken)),
                await LoadedOrders.OfAsync(changes.LeftOutAsync(route, cancellationToken))
            )
        );
    }

    private static async Task<Results<Accepted<LoadedOrders>, ProblemHttpResult>> TakeInAsync(
        [Description(Cart)] string cart,
        [Description("How many orders the person expects; needed for more than 100.")] int? confirm,
        StoredRoutes stored,
        RouteTable routes,
        LoadChanges changes,
        CancellationToken cancellationToken
    )
    {
        await stored.RefreshAsync(cancellationToken);
        if (routes.ForCart(cart) is not { } route)
        {
            return Problems.NotFound($"There is no route from {cart}: PUT one first.");
        }

        var orders = new List<OrderState>();
        await foreach (var order in changes.TakenInAsync(route, cancellationToken))
        {
            orders.Add(order);
        }

        if (orders.Count > int.Max(MaxUnconfirmed, confirm ?? 0))
        {
            return Problems.Conflict(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{orders.Count:N0} orders would be taken in: narrow the filters, for example by orderedFrom, or confirm them with ?confirm={orders.Count}."
                )
            );
        }

        await changes.TakeInAsync(orders, cancellationToken);
        return TypedResults.Accepted($"{ApiSecurity.ApiRoot}/orders?status=new", LoadedOrders.Of(orders));
    }
}

/// <summary>What a changed route would do to orders that were never sent.</summary>
internal sealed record LoadPreview(
    [property: Description("Skipped now, and no longer with the change.")] LoadedOrders TakesIn,
    [property: Description("On hold now, and skipped with the change.")] LoadedOrders LeavesOut
);

/// <summary>Some orders.</summary>
internal sealed record LoadedOrders(
    [property: Description("Up to 200,000 orders in that status are looked at, of all carts, newest last.")] int Count,
    [property: Description("The numbers of the first 20.")] IReadOnlyList<string> Numbers
)
{
    private const int MaxNumbers = 20;

    public static LoadedOrders Of(IReadOnlyCollection<OrderState> orders) =>
        new(orders.Count, [.. orders.Take(MaxNumbers).Select(order => order.OrderNumber)]);

    public static async Task<LoadedOrders> OfAsync(IAsyncEnumerable<OrderState> orders)
    {
        var (count, numbers) = (0, new List<string>());
        await foreach (var order in orders)
        {
            count++;
            if (numbers.Count < MaxNumbers)
            {
                numbers.Add(order.OrderNumber);
            }
        }

        return new(count, numbers);
    }
}
