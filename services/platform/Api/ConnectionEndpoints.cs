using Crossdock.Adapters;
using Crossdock.Platform.Connections;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Platform.Api;

/// <summary>Sets up connections while the service runs: see, put, test, disable, enable, delete.</summary>
internal sealed class ConnectionEndpoints<TSystem>(
    ConnectionSet<TSystem> connections,
    ConnectionService<TSystem> service,
    ConnectionViews<TSystem> views
)
    where TSystem : IExternalSystem
{
    /// <summary>In bytes.</summary>
    private const int MaxBytes = 64 * 1024;

    public void Map(IEndpointRouteBuilder all)
    {
        all.MapGet("", () => TypedResults.Ok(views.All())).For(Role.Read);
        all.MapGet("/{name}", FindAsync).For(Role.Read);
        all.MapPut("/{name}", PutAsync).For(Role.Admin).WithMetadata(new RequestSizeLimitAttribute(MaxBytes));
        all.MapDelete("/{name}", DeleteAsync).For(Role.Admin);
        all.MapPost("/{name}/test", TestAsync).For(Role.Operate);
        all.MapPost("/{name}/disable", (string name, CancellationToken t) => SetDisabledAsync(name, true, t))
            .For(Role.Operate);
        all.MapPost("/{name}/enable", (string name, CancellationToken t) => SetDisabledAsync(name, false, t))
            .For(Role.Operate);
    }

    private async Task<Results<Ok<ConnectionView>, ProblemHttpResult>> FindAsync(
        string name,
        CancellationToken cancellationToken
    )
    {
        await connections.FindAsync(name, cancellationToken);
        return Seen(name);
    }

    private async Task<Results<Ok<ConnectionView>, ProblemHttpResult>> PutAsync(
        string name,
        ConnectionInput input,
        CancellationToken cancellationToken
    )
    {
        await service.PutAsync(name, input, cancellationToken);
        return Seen(name);
    }

    private async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        string name,
        CancellationToken cancellationToken
    ) =>
        await service.DeleteAsync(name, cancellationToken)
            ? TypedResults.NoContent()
            : ConnectionEndpoints.NoSuchConnection(name);

    private async Task<Results<Ok<ConnectionView>, ProblemHttpResult>> SetDisabledAsync(
        string name,
        bool isDisabled,
        CancellationToken cancellationToken
    ) =>
        await service.SetDisabledAsync(name, isDisabled, cancellationToken)
            ? Seen(name)
            : ConnectionEndpoints.NoSuchConnection(name);

    private async Task<Results<Ok<ConnectionTest>, ProblemHttpResult>> TestAsync(
        string name,
        CancellationToken cancellationToken
    ) =>
        await connections.FindAsync(name, cancellationToken) is { } connection
            ? TypedResults.Ok(await ConnectionTest.RunAsync(connection.External, cancellationToken))
            : ConnectionEndpoints.NoSuchConnection(name);

    private Results<Ok<ConnectionView>, ProblemHttpResult> Seen(string name) =>
        views.Find(name) is { } view ? TypedResults.Ok(view) : ConnectionEndpoints.NoSuchConnection(name);
}

/// <summary>Maps the endpoints at which connections of one role are set up.</summary>
public static class ConnectionEndpoints
{
    /// <param name="api">Where the API is.</param>
    /// <param name="root">Where OAuth sends a browser back to.</param>
    /// <param name="role">What these connections are, in the plural: <c>carts</c> or <c>warehouses</c>.</param>
    public static void MapConnections<TSystem>(this IEndpointRouteBuilder api, IEndpointRouteBuilder root, string role)
        where TSystem : IExternalSystem
    {
        var all = api.MapGroup($"/{role}");
        ActivatorUtilities.CreateInstance<ConnectionEndpoints<TSystem>>(api.ServiceProvider).Map(all);
        ActivatorUtilities.CreateInstance<AuthorizationEndpoints<TSystem>>(api.ServiceProvider, role).Map(root, all);
    }

    internal static ProblemHttpResult NoSuchConnection(string name) =>
        Problems.NotFound($"There is no connection {name} here: see the list for the ones there are.");
}
