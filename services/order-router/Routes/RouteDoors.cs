using System.Text.Json;
using Crossdock.OrderRouter.Rules;
using Crossdock.Platform.Connections;
using Crossdock.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Crossdock.OrderRouter.Routes;

/// <summary>Sets up routes while the service runs: see, put, delete.</summary>
internal static class RouteDoors
{
    /// <summary>In bytes: thousands of items.</summary>
    private const int MostBytes = 256 * 1024;

    public static void MapRoutes(this IEndpointRouteBuilder doors)
    {
        var all = doors.MapGroup("/routes");
        all.MapGet("/", ListAsync).For(Role.Read);
        all.MapGet("/{cart}", FindAsync).For(Role.Read);
        all.MapPut("/{cart}", PutAsync).For(Role.SetUp).WithMetadata(new RequestSizeLimitAttribute(MostBytes));
        all.MapDelete("/{cart}", DeleteAsync).For(Role.SetUp);
    }

    private static async Task<Ok<IEnumerable<RouteView>>> ListAsync(
        RouteTable table,
        StoredRoutes stored,
        CancellationToken cancellationToken
    )
    {
        await stored.RefreshAsync(cancellationToken);
        return TypedResults.Ok(table.All.Select(route => RouteView.Of(route, table)));
    }

    private static async Task<Results<Ok<RouteView>, NotFound>> FindAsync(
        string cart,
        RouteTable table,
        StoredRoutes stored,
        CancellationToken cancellationToken
    )
    {
        await stored.RefreshAsync(cancellationToken);
        return table.ForCart(cart) is { } route ? TypedResults.Ok(RouteView.Of(route, table)) : TypedResults.NotFound();
    }

    private static async Task<Results<Ok<RouteView>, NotFound, BadRequest<string>, Conflict<string>>> PutAsync(
        string cart,
        JsonElement body,
        RouteDesk desk,
        RouteTable table,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await desk.PutAsync(cart, body, cancellationToken);
            return table.ForCart(cart) is { } route
                ? TypedResults.Ok(RouteView.Of(route, table))
                : TypedResults.NotFound(); // Somebody else has just taken it away again.
        }
        catch (SettingException e)
        {
            return TypedResults.BadRequest(e.Message);
        }
        catch (RouteRefusedException e)
        {
            return TypedResults.Conflict(e.Message);
        }
    }

    private static async Task<Results<NoContent, NotFound, Conflict<string>>> DeleteAsync(
        string cart,
        RouteDesk desk,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await desk.DeleteAsync(cart, cancellationToken) ? TypedResults.NoContent() : TypedResults.NotFound();
        }
        catch (RouteRefusedException e)
        {
            return TypedResults.Conflict(e.Message);
        }
    }
}

/// <summary>A route as people see it.</summary>
/// <param name="Cart">The cart connection.</param>
/// <param name="Source"><c>configuration</c>, where it is changed there; or <c>doors</c>.</param>
/// <param name="Settings">As they are put.</param>
internal sealed record RouteView(string Cart, string Source, RouteOptions Settings)
{
    public static RouteView Of(OrderRoute route, RouteTable table) =>
        new(route.Cart, table.IsConfigured(route.Cart) ? "configuration" : "doors", route.Settings);
}
