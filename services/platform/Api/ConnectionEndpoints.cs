using Crossdock.Adapters;
using Crossdock.Platform.Connections;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Platform.Api;

/// <summary>Sets up connections while the service runs: see, put, test, pause, enable, delete.</summary>
internal sealed class ConnectionEndpoints<TSystem>(
    string serviceName,
    ConnectionSet<TSystem> connections,
    ConnectionService<TSystem> service,
    ConnectionViews<TSystem> views
) : IEndpointModule
    where TSystem : IExternalSystem
{
    public string ServiceName => serviceName;

    /// <summary>In bytes.</summary>
    private const int MaxBytes = 64 * 1024;

    public void Map(IEndpointRouteBuilder endpoints)
    {
        var all = endpoints.MapGroup("/connections");
        all.MapGet("/", () => TypedResults.Ok(views.All())).For(Role.Read);
        all.MapGet("/{name}", FindAsync).For(Role.Read);
        all.MapPut("/{name}", PutAsync).For(Role.Admin).WithMetadata(new RequestSizeLimit(MaxBytes));
        all.MapDelete("/{name}", DeleteAsync).For(Role.Admin);
        all.MapPost("/{name}/test", TestAsync).For(Role.Operate);
        all.MapPost("/{name}/pause", (string name, CancellationToken t) => SetDisabledAsync(name, true, t))
            .For(Role.Operate);
        all.MapPost("/{name}/enable", (string name, CancellationToken t) => SetDisabledAsync(name, false, t))
            .For(Role.Operate);
    }

    private async Task<Results<Ok<ConnectionView>, NotFound>> FindAsync(
        string name,
        CancellationToken cancellationToken
    )
    {
        await connections.FindAsync(name, cancellationToken);
        return views.Find(name) is { } view ? TypedResults.Ok(view) : TypedResults.NotFound();
    }

    private async Task<Results<Ok<ConnectionView>, BadRequest<string>, Conflict<string>>> PutAsync(
        string name,
        ConnectionInput input,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await service.PutAsync(name, input, cancellationToken);
            return TypedResults.Ok(views.Find(name));
        }
        catch (SettingException e)
        {
            return TypedResults.BadRequest(e.Message);
        }
        catch (ConnectionRefusedException e)
        {
            return TypedResults.Conflict(e.Message);
        }
    }

    private async Task<Results<NoContent, NotFound, Conflict<string>>> DeleteAsync(
        string name,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await service.DeleteAsync(name, cancellationToken)
                ? TypedResults.NoContent()
                : TypedResults.NotFound();
        }
        catch (ConnectionRefusedException e)
        {
            return TypedResults.Conflict(e.Message);
        }
    }

    private async Task<Results<Ok<ConnectionView>, NotFound>> SetDisabledAsync(
        string name,
        bool isDisabled,
        CancellationToken cancellationToken
    ) =>
        await service.SetDisabledAsync(name, isDisabled, cancellationToken) && views.Find(name) is { } view
            ? TypedResults.Ok(view)
            : TypedResults.NotFound();

    private async Task<Results<Ok<ConnectionTest>, NotFound>> TestAsync(
        string name,
        CancellationToken cancellationToken
    ) =>
        await connections.FindAsync(name, cancellationToken) is { } connection
            ? TypedResults.Ok(await ConnectionTest.RunAsync(connection.External, cancellationToken))
            : TypedResults.NotFound();

    private sealed record RequestSizeLimit(long? MaxRequestBodySize)
        : Microsoft.AspNetCore.Http.Metadata.IRequestSizeLimitMetadata;
}
