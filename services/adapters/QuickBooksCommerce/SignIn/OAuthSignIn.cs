using System.Net;
using Crossdock.Adapters.QuickBooksCommerce.Http;

namespace Crossdock.Adapters.QuickBooksCommerce.SignIn;

/// <summary>
/// OAuth with refresh tokens that rotate: each refresh kills the token it used. So a refresh happens alone among all replicas,
/// and its pair is stored before anybody sees it.
/// </summary>
internal sealed class OAuthSignIn(
    OAuthSettings settings,
    Uri address,
    ITokenApi api,
    IAdapterState memory,
    TimeProvider time
) : ISignIn
{
    private const string Key = "token";

    /// <summary>A token this close to its end would die on the way.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    private readonly string seed = TokenPair.SeedOf(settings.RefreshToken);
    private volatile TokenPair? known;

    /// <summary>The page on which the merchant authorizes Crossdock.</summary>
    /// <param name="state">Comes back with the code, so that a code that nobody asked for is recognised.</param>
    public Uri AuthorizationAddress(string state) =>
        new(
            address,
            "oauth/authorize?response_type=code"
                + $"&client_id={Uri.EscapeDataString(settings.ClientId)}"
                + $"&redirect_uri={Uri.EscapeDataString(settings.RedirectUri)}"
                + $"&state={Uri.EscapeDataString(state)}"
        );

    public async ValueTask<string> TokenAsync(CancellationToken cancellationToken)
    {
        known ??= TokenPair.From(await memory.ReadAsync(Key, cancellationToken), seed);
        return known is { } pair && IsFresh(pair)
            ? pair.AccessToken
            : (await ChangeAsync(known?.AccessToken, cancellationToken)).AccessToken;
    }

    public async Task<string?> RenewAsync(string refused, CancellationToken cancellationToken) =>
        (await ChangeAsync(refused, cancellationToken)).AccessToken;

    /// <summary>Turns the code of an authorization into the connection's pair.</summary>
    public Task ExchangeCodeAsync(string code, CancellationToken cancellationToken) =>
        StoreAsync(_ => AskAsync("authorization_code", "code", code), cancellationToken);

    private Task<TokenPair> ChangeAsync(string? refused, CancellationToken cancellationToken) =>
        StoreAsync(
            stored =>
                stored is not null && stored.AccessToken != refused && IsFresh(stored)
                    // Another replica was here before us.
                    ? Task.FromResult(stored)
                    : AskAsync(
                        "refresh_token",
                        "refresh_token",
                        stored?.RefreshToken ?? settings.RefreshToken ?? throw Disconnected(null)
                    ),
            cancellationToken
        );

    private async Task<TokenPair> StoreAsync(
        Func<TokenPair?, Task<TokenPair>> change,
        CancellationToken cancellationToken
    )
    {
        // The caller may stop waiting, but not the refresh: a pair that is not stored is lost for good.
        var text = await memory
            .ChangeAsync(
                Key,
                async (stored, _) => (await change(TokenPair.From(stored, seed))).ToText(),
                CancellationToken.None
            )
            .WaitAsync(cancellationToken);
        var pair =
            TokenPair.From(text, seed)
            ?? throw new InvalidOperationException("The adapter state returned another text than was stored.");
        known = pair;
        return pair;
    }

    private async Task<TokenPair> AskAsync(string grant, string name, string value)
    {
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["grant_type"] = grant,
                ["client_id"] = settings.ClientId,
                ["client_secret"] = settings.ClientSecret,
                ["redirect_uri"] = settings.RedirectUri,
                [name] = value,
            }
        );
        using var response = await api.CreateTokenAsync(form, CancellationToken.None);
        if (response.Error?.InnerException is ConnectionProblemException problem)
        {
            throw problem;
        }

        if (
            response.Content is { AccessToken: { } access, RefreshToken: { } refresh } said
            // It goes into a header.
            && !access.Any(char.IsControl)
        )
        {
            // Two hours where the answer does not say it; at most a year, whatever it says.
            var seconds = Math.Clamp(said.ExpiresIn ?? 7200, 0, 31_536_000);
            return new(access, refresh, time.GetUtcNow().AddSeconds((double)seconds), seed);
        }

        throw new ConnectionProblemException(
            ConnectionProblem.WrongAddress,
            "The server at this address answers /oauth/token without a pair of tokens: check Address"
        );
    }

    private bool IsFresh(TokenPair pair) => pair.ExpiresAt - Margin > time.GetUtcNow();

    private static ConnectionProblemException Disconnected(string? words) =>
        new(
            ConnectionProblem.Credentials,
            "QuickBooks Commerce no longer knows this connection"
                + (words is null ? "" : $" ({words})")
                + ": authorize Crossdock again on the page that POST /connections/{name}/authorization gives, or set a new RefreshToken, or Token to a privileged access token"
        );

    /// <summary>
    /// The call that gets tokens. It is no write of what the caller asked for: where its answer is lost, nothing of that was done.
    /// </summary>
    internal sealed class Call(TimeSpan timeout, TimeProvider time) : CommerceCall(timeout, limiter: null, time)
    {
        protected override bool IsWrite(HttpRequestMessage request) => false;

        protected override ConnectionProblemException? ProblemOf(ExternalAnswer answer) =>
            answer.Status is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized && !AsksForBasic(answer)
                ? Disconnected(ErrorText(answer))
                : base.ProblemOf(answer);
    }
}
