using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using Crossdock.Platform.Api;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Crossdock.OrderRouter.CartRoverApi;

/// <summary>
/// Authenticates a request by <c>api_user</c> and <c>api_key</c>: as HTTP Basic, or in the address as older clients send them, also with a
/// POST. Only keys of a level open <c>/v1</c>, and they open nothing else.
/// </summary>
internal sealed class KeyPairHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    ApiKeyStore keys
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "KeyPair";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if ((FromHeader() ?? FromAddress()) is not ({ Length: > 0 } user, { Length: > 0 } secret))
        {
            return AuthenticateResult.NoResult();
        }

        if (await keys.FindAsync(user, secret, Context.RequestAborted) is not { Scope: { } scope } key)
        {
            return AuthenticateResult.Fail("The key is unknown, withdrawn, or of no level.");
        }

        Context.Items[typeof(KeyScope)] = scope;
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, key.Id)], SchemeName);
        return AuthenticateResult.Success(new(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Basic realm=\"api_user and api_key\"";
        return base.HandleChallengeAsync(properties);
    }

    /// <summary>One client sends the same pair as a bearer token.</summary>
    private (string?, string?)? FromHeader()
    {
        if (Request.Headers.Authorization.ToString().Split(' ', 2) is not ["Basic" or "basic" or "Bearer", var pair])
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[MaxPair];
        if (pair.Length > MaxPair || !Convert.TryFromBase64String(pair.Trim(), bytes, out var length))
        {
            return (null, null);
        }

        return Encoding.UTF8.GetString(bytes[..length]).Split(':', 2) is [var user, var secret]
            ? (user, secret)
            : (null, null);
    }

    private (string?, string?)? FromAddress() => (Request.Query["api_user"], Request.Query["api_key"]);

    private const int MaxPair = 512;
}
