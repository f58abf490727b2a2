using System.Security.Cryptography;
using System.Text;
using Crossdock.Sandbox.Books;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>What OAuth answers with.</summary>
internal sealed record TokenPair(string Access, string Refresh, int Seconds);

/// <summary>Gives out and checks codes and tokens; they are on the books, so they outlive a restart.</summary>
internal sealed class CartTokens(Ledger books, SandboxOptions options)
{
    private const string Code = "code";
    private const string Access = "access";
    private const string Refresh = "refresh";

    public bool Accepts(string token) =>
        Same(token, options.QuickBooksCommerce.Token) || books.Read(() => Find(Access, token) is not null);

    public bool KnowsApplication(string? id) => id == options.QuickBooksCommerce.ClientId;

    public bool KnowsApplication(string? id, string? secret) =>
        KnowsApplication(id) && Same(secret ?? "", options.QuickBooksCommerce.ClientSecret);

    public string NewCode() => books.Change(() => Give(Code, books.Now + Choices.CodeLifetime));

    public TokenPair? ByCode(string? code) => Exchange(Code, code);

    /// <summary>The refresh token is dead once it has been used.</summary>
    public TokenPair? ByRefresh(string? refresh) => Exchange(Refresh, refresh);

    private TokenPair? Exchange(string kind, string? token) =>
        books.Change(() =>
        {
            foreach (var old in books.Grants.All.Where(grant => grant.ExpiresAt <= books.Now).ToList())
            {
                books.Grants.Remove(old);
            }
            if (Find(kind, token ?? "") is not { } grant)
            {
                return null;
            }
            books.Grants.Remove(grant);
            var seconds = options.QuickBooksCommerce.TokenSeconds;
            return new TokenPair(Give(Access, books.Now.AddSeconds(seconds)), Give(Refresh, null), seconds);
        });

    private OAuthGrant? Find(string kind, string token) =>
        books.Grants.All.FirstOrDefault(grant =>
            grant.Kind == kind && Same(grant.Token, token) && (grant.ExpiresAt ?? DateTimeOffset.MaxValue) > books.Now
        );

    private string Give(string kind, DateTimeOffset? until)
    {
        var now = books.Now;
        return books
            .Grants.Add(
                new OAuthGrant
                {
                    Kind = kind,
                    Token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)),
                    ExpiresAt = until,
                    CreatedAt = now,
                    UpdatedAt = now,
                }
            )
            .Token;
    }

    private static bool Same(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));
}
