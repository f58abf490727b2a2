using System.ComponentModel;
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
/// Runs the OAuth authorization-code flow: a person asks for the page's address, opens it, and the external system sends the browser back
/// with a code. The state that goes along is ours, encrypted, for one connection and a quarter of an hour.
/// </summary>
internal sealed class AuthorizationEndpoints<TSystem>(
    string role,
    ConnectionSet<TSystem> connections,
    IDataProtectionProvider protection,
    IDocuments<AuditDocument> audit,
    TimeProvider time
)
    where TSystem : IExternalSystem
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(15);
    private readonly ITimeLimitedDataProtector states = protection
        .CreateProtector("Crossdock.Authorization", role)
        .ToTimeLimitedDataProtector();

    public void Map(IEndpointRouteBuilder root, IEndpointRouteBuilder all)
    {
        all.MapPost("/{name}/authorization", AskAsync)
            .For(Role.Admin)
            .Describe($"{role}.authorize", "Answers with the page on which the owner grants access (OAuth).", 404, 409);
        root.MapGet($"/oauth/{role}/{{name}}", TakeAsync)
            .AllowAnonymously("the state we handed out is its key")
            .Describe($"oauth.{role}", "Where the external system sends the owner's browser back to.", 401, 502)
            .Produces<string>(StatusCodes.Status200OK, "text/plain");
    }

    private async Task<Results<Ok<AuthorizationPage>, ProblemHttpResult>> AskAsync(
        [Description(ConnectionEndpoints.Named)] string name,
        CancellationToken cancellationToken
    )
    {
        if (await connections.FindAsync(name, cancellationToken) is not { } connection)
        {
            return ConnectionEndpoints.NoSuchConnection(name);
        }

        return (connection.External as IAuthorizing)?.AuthorizationAddress(states.Protect(name, Timeout)) is { } address
            ? TypedResults.Ok(new AuthorizationPage(address))
            : Problems.Conflict($"{name} does not sign in by such a page.");
    }

    private async Task<Results<ContentHttpResult, UnauthorizedHttpResult, ProblemHttpResult>> TakeAsync(
        [Description(ConnectionEndpoints.Named)] string name,
        [Description("From the external system.")] string? code,
        [Description("As it was handed out with the page's address.")] string? state,
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
            AuditDocument.Of(time, "who was sent to the page", $"authorize {name}"),
            cancellationToken
        );
        try
        {
            await external.AuthorizeAsync(code, cancellationToken);
            return TypedResults.Text($"{name} is connected. You can close this page.\n");
        }
        catch (ConnectionProblemException problem)
        {
            return Problems.Of(StatusCodes.Status502BadGateway, problem.Message);
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

/// <summary>Where a person authorizes this hub.</summary>
internal sealed record AuthorizationPage(Uri Address);
