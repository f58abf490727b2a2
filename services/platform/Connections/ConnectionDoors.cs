using Crossdock.Platform.Hosting;
using Crossdock.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Platform.Connections;

/// <summary>Sets up connections while the service runs: see, put, test, pause, enable, delete.</summary>
internal sealed class ConnectionDoors<TOutside>(
    string serviceName,
    ConnectionSet<TOutside> connections,
    ConnectionDesk<TOutside> desk,
    ConnectionViews<TOutside> views
) : IServiceDoors
    where TOutside : IOutside
{
    public string ServiceName => serviceName;

    /// <summary>In bytes.</summary>
    private const int MostBytes = 64 * 1024;

    public void Map(IEndpointRouteBuilder doors)
    {
        var all = doors.MapGroup("/connections");
        all.MapGet("/", () => TypedResults.Ok(views.All())).For(Role.Read);
        all.MapGet("/{name}", FindAsync).For(Role.Read);
        all.MapPut("/{name}", PutAsync).For(Role.SetUp).WithMetadata(new RequestSizeLimit(MostBytes));
        all.MapDelete("/{name}", DeleteAsync).For(Role.SetUp);
        all.MapPost("/{name}/test", TestAsync).For(Role.Operate);
        all.MapPost("/{name}/pause", (string name, CancellationToken t) => HoldAsync(name, true, t)).For(Role.Operate);
        all.MapPost("/{name}/enable", (string name, CancellationToken t) => HoldAsync(name, false, t))
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
            await desk.PutAsync(name, input, cancellationToken);
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
            return await desk.DeleteAsync(name, cancellationToken) ? TypedResults.NoContent() : TypedResults.NotFound();
        }
        catch (ConnectionRefusedException e)
        {
            return TypedResults.Conflict(e.Message);
        }
    }

    private async Task<Results<Ok<ConnectionView>, NotFound>> HoldAsync(
        string name,
        bool isHeld,
        CancellationToken cancellationToken
    ) =>
        await desk.HoldAsync(name, isHeld, cancellationToken) && views.Find(name) is { } view
            ? TypedResults.Ok(view)
            : TypedResults.NotFound();

    private async Task<Results<Ok<ConnectionTest>, NotFound>> TestAsync(
        string name,
        CancellationToken cancellationToken
    ) =>
        await connections.FindAsync(name, cancellationToken) is { } connection
            ? TypedResults.Ok(await ConnectionTest.RunAsync(connection.Outside, cancellationToken))
            : TypedResults.NotFound();

    private sealed record RequestSizeLimit(long? MaxRequestBodySize)
        : Microsoft.AspNetCore.Http.Metadata.IRequestSizeLimitMetadata;
}
