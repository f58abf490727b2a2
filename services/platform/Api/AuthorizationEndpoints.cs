using System.Security.Cryptography;
using Crossdock.Adapters;
using Crossdock.Platform.Connections;
using Crossdock.Platform.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Platform.Api;

/// <summary>
/// Lets an owner let us in: a person asks for the page's address, opens it, and the external system sends the person's browser back with a
/// code. The state that goes along is ours, sealed, for one connection and a quarter of an hour.
/// </summary>
internal sealed class AuthorizationEndpoints<TSystem>(
    string serviceName,
    ConnectionSet<TSystem> connections,
    IDataProtectionProvider protection,
    IDocuments<AuditDocument> audit,
    TimeProvider time
) : IEndpointModule
    where TSystem : IExternalSystem
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(15);
    private readonly ITimeLimitedDataProtector states = protection
        .CreateProtector("Crossdock.Authorization")
        .ToTimeLimitedDataProtector();

    public string ServiceName => serviceName;

    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/connections/{name}/authorization", AskAsync).For(Role.Admin);
        endpoints
            .MapGet("/connections/{name}/authorized", TakeAsync)
            .AllowAnonymously("the state we handed out is its key");
    }

    private async Task<Results<Ok<AuthorizationPage>, NotFound, Conflict<string>>> AskAsync(
        string name,
        CancellationToken cancellationToken
    )
    {
        if (await connections.FindAsync(name, cancellationToken) is not { } connection)
        {
            return TypedResults.NotFound();
        }

        return (connection.External as IAuthorizing)?.AuthorizationAddress(states.Protect(name, Timeout)) is { } address
            ? TypedResults.Ok(new AuthorizationPage(address))
            : TypedResults.Conflict($"{name} does not sign in by such a page.");
    }

    private async Task<Results<ContentHttpResult, UnauthorizedHttpResult>> TakeAsync(
        string name,
        string? code,
        string? state,
        CancellationToken cancellationToken
    )
    {
        if (
            code is not { Length: > 0 and < 2000 }
            || !IsOurs(state, name)
            || await connections.FindAsync(name, cancellationToken) is not { External: IAuthorizing external }
        )
        {
            return TypedResults.Unauthorized();
        }

        await audit.InsertAsync(
            AuditDocument.Of(time, "who was sent to the page", $"let {name} in"),
            cancellationToken
        );
        try
        {
            await external.AuthorizeAsync(code, cancellationToken);
            return TypedResults.Text($"{name} is connected. You can close this page.\n");
        }
        catch (ConnectionProblemException problem)
        {
            return TypedResults.Text($"{problem.Message}\n", statusCode: StatusCodes.Status502BadGateway);
        }
    }

    private bool IsOurs(string? state, string name)
    {
        try
        {
            return state is { Length: < 2000 } && states.Unprotect(state) == name;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}

/// <summary>Where a person lets us in.</summary>
internal sealed record AuthorizationPage(Uri Address);
