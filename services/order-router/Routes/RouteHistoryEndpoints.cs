using System.ComponentModel;
using System.Security.Claims;
using Crossdock.Platform.Api;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Crossdock.OrderRouter.Routes;

/// <summary>Shows the versions of a route, and goes back to one.</summary>
internal static class RouteHistoryEndpoints
{
    private const string Cart = "The cart connection.";

    public static void MapRouteHistory(this IEndpointRouteBuilder api)
    {
        api.MapGet("/routes/{cart}/versions", ListAsync)
            .For(Role.Read)
            .Describe("routes.versions", "Lists the latest 100 versions of a route, newest first.");
        api.MapGet("/routes/{cart}/versions/{version}", FindAsync)
            .For(Role.Read)
            .Describe("routes.getVersion", "Shows one version of a route, with its settings.", 404);
        api.MapPost("/routes/{cart}/versions/{version}/restore", RestoreAsync)
            .WithVersion()
            .For(Role.Admin)
            .Describe(
                "routes.restoreVersion",
                "Goes back to an earlier version of a route, also of one that was deleted: its settings become a new version.",
                404,
                409,
                412
            );
    }

    private static async Task<Ok<Page<RouteVersionView>>> ListAsync(
        [Description(Cart)] string cart,
        [AsParameters] PageRequest page,
        RouteHistory history,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(await history.ReadAsync(cart, page, RouteVersionView.Of, cancellationToken));

    private static async Task<Results<Ok<RouteVersionView>, ProblemHttpResult>> FindAsync(
        [Description(Cart)] string cart,
        [Description("A version of the list.")] int version,
        RouteHistory history,
        CancellationToken cancellationToken
    ) =>
        await history.FindAsync(cart, version, cancellationToken) is { } found
            ? TypedResults.Ok(RouteVersionView.Of(found) with { Settings = found.Settings })
            : NoVersion(cart, version);

    private static async Task<Results<Ok<RouteVersionView>, ProblemHttpResult>> RestoreAsync(
        [Description(Cart)] string cart,
        [Description("A version of the list.")] int version,
        [AsParameters] ConditionalRequest request,
        ClaimsPrincipal user,
        HttpResponse response,
        RouteService service,
        CancellationToken cancellationToken
    )
    {
        var restored = await service.RestoreAsync(
            cart,
            version,
            request.Condition,
            user.Identity?.Name,
            cancellationToken
        );
        if (restored is null)
        {
            return NoVersion(cart, version);
        }

        response.Tag(restored.SettingsVersion);
        var view = RouteVersionView.Of(RouteVersionDocument.Of(restored)) with { Settings = restored.Settings };
        return TypedResults.Ok(view);
    }

    private static ProblemHttpResult NoVersion(string cart, int version) =>
        Problems.NotFound(
            $"There is no version {version} of the route from {cart}: GET /api/v1/routes/{cart}/versions lists those there are."
        );
}

/// <summary>A version of a route.</summary>
internal sealed record RouteVersionView
{
    public required int Version { get; init; }

    [Description("The name of the key that saved it; null from an earlier release.")]
    public string? SavedBy { get; init; }
    public DateTimeOffset? SavedAt { get; init; }

    [Description("Why it was saved, where that is known.")]
    public string? Why { get; init; }

    [Description("The warehouse connection of the route.")]
    public required string Warehouse { get; init; }

    [Description("Only where one version is asked for; in the shape of the PUT body of a route.")]
    public RouteOptions? Settings { get; init; }

    public static RouteVersionView Of(RouteVersionDocument version) =>
        new()
        {
            Version = version.SettingsVersion,
            SavedBy = version.SavedBy,
            SavedAt = version.SavedAt,
            Why = version.Why,
            Warehouse = version.Settings.Warehouse,
        };
}
