using System.Text.Json;
using Crossdock.Adapters;
using Crossdock.OrderRouter.Rules;
using Crossdock.Platform.Api;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Crossdock.OrderRouter.Routes;

/// <summary>Reads, saves and deletes routes while the service runs.</summary>
internal static class RouteEndpoints
{
    /// <summary>In bytes; enough for thousands of items.</summary>
    private const int MaxBytes = 256 * 1024;

    public static void MapRoutes(this IEndpointRouteBuilder endpoints)
    {
        var all = endpoints.MapGroup("/routes");
        all.MapGet("/", ListAsync).For(Role.Read);
        all.MapGet("/{cart}", FindAsync).For(Role.Read);
        all.MapPut("/{cart}", PutAsync).For(Role.Admin).WithMetadata(new RequestSizeLimitAttribute(MaxBytes));
        all.MapDelete("/{cart}", DeleteAsync).For(Role.Admin);
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
        RouteService service,
        RouteTable table,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await service.PutAsync(cart, body, cancellationToken);
            return table.ForCart(cart) is { } route
                ? TypedResults.Ok(RouteView.Of(route, table))
                : TypedResults.NotFound(); // Deleted by a concurrent request.
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
        RouteService service,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await service.DeleteAsync(cart, cancellationToken)
                ? TypedResults.NoContent()
                : TypedResults.NotFound();
        }
        catch (RouteRefusedException e)
        {
            return TypedResults.Conflict(e.Message);
        }
    }
}

/// <summary>A route in API responses.</summary>
/// <param name="Cart">The cart connection.</param>
/// <param name="Source"><c>configuration</c> or <c>api</c>.</param>
/// <param name="Settings">In the shape of the <c>PUT</c> body.</param>
internal sealed record RouteView(string Cart, string Source, RouteOptions Settings)
{
    public static RouteView Of(OrderRoute route, RouteTable table) =>
        new(route.Cart, table.IsConfigured(route.Cart) ? "configuration" : "api", route.Settings);
}
