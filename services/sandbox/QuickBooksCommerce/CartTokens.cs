using System.Security.Cryptography;
using System.Text;
using Crossdock.Sandbox.Data;
using Crossdock.Sandbox.Settings;

namespace Crossdock.Sandbox.QuickBooksCommerce;

internal sealed record TokenPair(string Access, string Refresh, int Seconds);

/// <summary>Issues and checks authorization codes and tokens. They are in the database, so they survive a restart.</summary>
internal sealed class CartTokens(SandboxDatabase database, SandboxOptions options)
{
    private const string Code = "code";
    private const string Access = "access";
    private const string Refresh = "refresh";

    public bool Accepts(string token) =>
        Same(token, options.QuickBooksCommerce.Token) || database.Read(() => Find(Access, token) is not null);

    public bool KnowsApplication(string? id) => id == options.QuickBooksCommerce.ClientId;

    public bool KnowsApplication(string? id, string? secret) =>
        KnowsApplication(id) && Same(secret ?? "", options.QuickBooksCommerce.ClientSecret);

    public string NewCode() => database.Change(() => Issue(Code, database.Now + Choices.CodeLifetime));

    public TokenPair? ByCode(string? code) => Exchange(Code, code);

    /// <summary>A refresh token is dead once it has been used.</summary>
    public TokenPair? ByRefresh(string? refresh) => Exchange(Refresh, refresh);

    private TokenPair? Exchange(string kind, string? token) =>
        database.Change(() =>
        {
            foreach (var expired in database.Grants.All.Where(grant => grant.ExpiresAt <= database.Now).ToList())
            {
                database.Grants.Remove(expired);
            }

            if (Find(kind, token ?? "") is not { } grant)
            {
                return null;
            }

            database.Grants.Remove(grant);
            var seconds = options.QuickBooksCommerce.TokenSeconds;
            return new TokenPair(Issue(Access, database.Now.AddSeconds(seconds)), Issue(Refresh, null), seconds);
        });

    private OAuthGrant? Find(string kind, string token) =>
        database.Grants.All.FirstOrDefault(grant =>
            grant.Kind == kind
            && Same(grant.Token, token)
            && (grant.ExpiresAt ?? DateTimeOffset.MaxValue) > database.Now
        );

    private string Issue(string kind, DateTimeOffset? expiresAt) =>
        database
            .Grants.Add(
                new OAuthGrant
                {
                    Kind = kind,
                    Token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)),
                    ExpiresAt = expiresAt,
                }
            )
            .Token;

    private static bool Same(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));
}
