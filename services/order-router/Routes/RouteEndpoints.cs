using System.ComponentModel;
using System.Security.Claims;
using System.Text.Json;
using Crossdock.OrderRouter.Rules;
using Crossdock.Platform.Api;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Crossdock.OrderRouter.Routes;

/// <summary>Reads, saves and deletes routes while the service runs.</summary>
internal sealed class RouteEndpoints(RouteService service, RouteTable table, StoredRoutes stored)
{
    private const string Cart = "The cart connection.";

    /// <summary>In bytes; enough for thousands of items.</summary>
    private const int MaxBytes = 256 * 1024;

    public static void Map(IEndpointRouteBuilder api) =>
        ActivatorUtilities.CreateInstance<RouteEndpoints>(api.ServiceProvider).MapTo(api.MapGroup("/routes"));

    private void MapTo(IEndpointRouteBuilder all)
    {
        all.MapGet("", ListAsync).For(Role.Read).Describe("routes.list", "Lists the routes.");
        all.MapGet("/{cart}", FindAsync)
            .WithVersion()
            .For(Role.Read)
            .Describe("routes.get", "Shows the route of a cart's orders.", 404);
        all.MapPut("/{cart}", PutAsync)
            .WithVersion()
            .For(Role.Admin)
            .Accepts<RouteOptions>("application/json")
            .WithMetadata(new RequestSizeLimitAttribute(MaxBytes))
            .Describe(
                "routes.put",
                "Creates the route of a cart's orders, or replaces it whole.",
                404,
                409,
                412,
                413,
                415
            );
        all.MapPut("/{cart}/ship-methods", PutShipMethodAsync)
            .WithVersion()
            .For(Role.Admin)
            .Accepts<ShipMethod>("application/json")
            .WithMetadata(new RequestSizeLimitAttribute(MaxBytes))
            .Describe(
                "routes.putShipMethod",
                "Maps one ship method of the cart, or maps it to another carrier and service; the rest of the route stays.",
                404,
                409,
                412,
                413,
                415
            );
        all.MapDelete("/{cart}", DeleteAsync)
            .For(Role.Admin)
            .Describe("routes.delete", "Deletes a route: the cart's new orders go on hold.", 404, 409, 412);
    }

    private async Task<Ok<Page<RouteView>>> ListAsync(
        [AsParameters] PageRequest page,
        CancellationToken cancellationToken
    )
    {
        await stored.RefreshAsync(cancellationToken);
        return TypedResults.Ok(page.Of(table.All.Select(route => RouteView.Of(route, table)), view => view.Cart));
    }

    private async Task<Results<Ok<RouteView>, ProblemHttpResult>> FindAsync(
        [Description(Cart)] string cart,
        HttpResponse response,
        CancellationToken cancellationToken
    )
    {
        await stored.RefreshAsync(cancellationToken);
        return Seen(cart, response);
    }

    private async Task<Results<Ok<RouteView>, ProblemHttpResult>> PutAsync(
        [Description(Cart)] string cart,
        JsonElement? body,
        [AsParameters] ConditionalRequest request,
        ClaimsPrincipal user,
        HttpResponse response,
        CancellationToken cancellationToken
    )
    {
        await service.PutAsync(cart, body ?? default, request.Condition, user.Identity?.Name, cancellationToken);
        return Seen(cart, response);
    }

    private async Task<Results<Ok<RouteView>, ProblemHttpResult>> PutShipMethodAsync(
        [Description(Cart)] string cart,
        JsonElement? body,
        [AsParameters] ConditionalRequest request,
        ClaimsPrincipal user,
        HttpResponse response,
        CancellationToken cancellationToken
    ) =>
        await service.PutShipMethodAsync(
            cart,
            body ?? default,
            request.Condition,
            user.Identity?.Name,
            cancellationToken
        )
            ? Seen(cart, response)
            : NoRoute(cart);

    private async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        [Description(Cart)] string cart,
        [AsParameters] ConditionalRequest request,
        CancellationToken cancellationToken
    ) =>
        await service.DeleteAsync(cart, request.Condition, cancellationToken)
            ? TypedResults.NoContent()
            : NoRoute(cart);

    private Results<Ok<RouteView>, ProblemHttpResult> Seen(string cart, HttpResponse response)
    {
        var version = stored.VersionOf(cart);
        if (table.ForCart(cart) is not { } route)
        {
            return NoRoute(cart);
        }

        response.Tag(table.IsConfigured(cart) ? null : version);
        return TypedResults.Ok(RouteView.Of(route, table));
    }

    private static ProblemHttpResult NoRoute(string cart) =>
        Problems.NotFound($"There is no route from {cart}: PUT one here, or see the list for the ones there are.");
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
