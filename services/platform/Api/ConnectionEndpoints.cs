using System.ComponentModel;
using Crossdock.Adapters;
using Crossdock.Adapters.Declaration;
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

    public void Map(IEndpointRouteBuilder all, string role)
    {
        all.MapGet("", ([AsParameters] PageRequest page) => TypedResults.Ok(page.Of(views.All(), view => view.Name)))
            .For(Role.Read)
            .Describe($"{role}.list", $"Lists the {role}, secrets masked.");
        all.MapGet("/{name}", FindAsync)
            .WithVersion()
            .For(Role.Read)
            .Describe($"{role}.get", "Shows a connection, secrets masked.", 404);
        all.MapPut("/{name}", PutAsync)
            .WithVersion()
            .For(Role.Admin)
            .WithMetadata(new RequestSizeLimitAttribute(MaxBytes))
            .Describe(
                $"{role}.put",
                "Sets up a connection, or replaces its settings; secrets that are left out stay.",
                404,
                409,
                412,
                413,
                415
            );
        all.MapDelete("/{name}", DeleteAsync)
            .For(Role.Admin)
            .Describe($"{role}.delete", "Deletes a connection, with its tokens and read positions.", 404, 409, 412);
        all.MapPost("/{name}/test", TestAsync)
            .For(Role.Operate)
            .Describe($"{role}.test", "Calls the external system and reports how far it got.", 404);
        all.MapPost(
                "/{name}/disable",
                ([Description(ConnectionEndpoints.Named)] string name, HttpResponse answer, CancellationToken t) =>
                    SetDisabledAsync(name, true, answer, t)
            )
            .For(Role.Operate)
            .Describe($"{role}.disable", "Stops all calls of a connection until it is enabled; its work waits.", 404);
        all.MapPost(
                "/{name}/enable",
                ([Description(ConnectionEndpoints.Named)] string name, HttpResponse answer, CancellationToken t) =>
                    SetDisabledAsync(name, false, answer, t)
            )
            .For(Role.Operate)
            .Describe($"{role}.enable", "Lets a disabled connection go on.", 404);
    }

    private async Task<Results<Ok<ConnectionView>, ProblemHttpResult>> FindAsync(
        [Description(ConnectionEndpoints.Named)] string name,
        HttpResponse response,
        CancellationToken cancellationToken
    )
    {
        // The other replicas may have stored another version just now.
        await connections.RefreshAsync(cancellationToken);
        return Seen(name, response);
    }

    private async Task<Results<Ok<ConnectionView>, ProblemHttpResult>> PutAsync(
        [Description(ConnectionEndpoints.Named)] string name,
        ConnectionInput input,
        [AsParameters] ConditionalRequest request,
        HttpResponse response,
        CancellationToken cancellationToken
    )
    {
        await service.PutAsync(name, input, request.Condition, cancellationToken);
        return Seen(name, response);
    }

    private async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        [Description(ConnectionEndpoints.Named)] string name,
        [AsParameters] ConditionalRequest request,
        CancellationToken cancellationToken
    ) =>
        await service.DeleteAsync(name, request.Condition, cancellationToken)
            ? TypedResults.NoContent()
            : ConnectionEndpoints.NoSuchConnection(name);

    private async Task<Results<Ok<ConnectionView>, ProblemHttpResult>> SetDisabledAsync(
        string name,
        bool isDisabled,
        HttpResponse response,
        CancellationToken cancellationToken
    ) =>
        await service.SetDisabledAsync(name, isDisabled, cancellationToken)
            ? Seen(name, response)
            : ConnectionEndpoints.NoSuchConnection(name);

    private async Task<Results<Ok<ConnectionTest>, ProblemHttpResult>> TestAsync(
        [Description(ConnectionEndpoints.Named)] string name,
        CancellationToken cancellationToken
    ) =>
        await connections.FindAsync(name, cancellationToken) is { } connection
            ? TypedResults.Ok(await ConnectionTest.RunAsync(connection.External, cancellationToken))
            : ConnectionEndpoints.NoSuchConnection(name);

    private Results<Ok<ConnectionView>, ProblemHttpResult> Seen(string name, HttpResponse response)
    {
        var version = connections.VersionOf(name);
        if (views.Find(name) is not { } view)
        {
            return ConnectionEndpoints.NoSuchConnection(name);
        }

        response.Tag(view.Source == "api" ? version : null);
        return TypedResults.Ok(view);
    }
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
        ActivatorUtilities.CreateInstance<ConnectionEndpoints<TSystem>>(api.ServiceProvider).Map(all, role);
        ActivatorUtilities.CreateInstance<AuthorizationEndpoints<TSystem>>(api.ServiceProvider, role).Map(root, all);
    }

    internal const string Named = "The connection's name.";

    /// <summary>What can be connected, with a JSON schema of the settings; nothing in a service that connects nothing.</summary>
    public static void MapAdapters(this IEndpointRouteBuilder api)
    {
        if (api.ServiceProvider.GetService<AdapterCatalog>() is { } catalog)
        {
            api.MapGet(
                    "/adapters",
                    ([AsParameters] PageRequest page) =>
                        TypedResults.Ok(page.Of(catalog.All.Select(AdapterView.Of), one => $"{one.Role} {one.Kind}"))
                )
                .For(Role.Read)
                .Describe("adapters.list", "The kinds of external system, each with a JSON schema of its settings.");
        }
    }

    internal static ProblemHttpResult NoSuchConnection(string name) =>
        Problems.NotFound($"There is no connection {name} here: see the list for the ones there are.");
}
