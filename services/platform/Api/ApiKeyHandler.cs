using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Crossdock.Platform.Api;

/// <summary>Signs a request in by <c>Authorization: Bearer {key}</c>, and says what is missing where it may not pass.</summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    ApiKeyStore keys,
    RefusedChanges refused
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "ApiKey";
    private const string Bearer = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Context.GetEndpoint()?.Metadata.GetMetadata<AnonymousEndpoint>() is not null)
        {
            // It asks for no key: who is alive says so without its store too.
            return AuthenticateResult.NoResult();
        }

        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        var key = await keys.FindAsync(header[Bearer.Length..].Trim(), Context.RequestAborted);
        if (key is null)
        {
            return AuthenticateResult.Fail("The key is unknown or withdrawn.");
        }

        var identity = new ClaimsIdentity(
            [
                new Claim(ClaimTypes.Name, key.Id),
                .. Enum.GetValues<Role>()
                    .Where(role => role <= key.Role)
                    .Select(role => new Claim(ClaimTypes.Role, role.Name())),
            ],
            SchemeName
        );
        return AuthenticateResult.Success(new(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = "Bearer";
        return Response.WriteAsync(
            "This door needs a key: send it as \"Authorization: Bearer xd…\". This one is missing, unknown or withdrawn.",
            Context.RequestAborted
        );
    }

    protected override async Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        await refused.RecordAsync(Context);
        Response.StatusCode = StatusCodes.Status403Forbidden;
        var needed = Context.GetEndpoint().RoleNeeded();
        await Response.WriteAsync($"This door needs a key with the role {needed.Name()}.\n", Context.RequestAborted);
    }
}
