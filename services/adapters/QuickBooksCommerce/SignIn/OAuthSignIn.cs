using System.Net.Http.Headers;
using System.Text.Json;
using Crossdock.Adapters.QuickBooksCommerce.Http;
using Crossdock.Adapters.QuickBooksCommerce.Wire;

namespace Crossdock.Adapters.QuickBooksCommerce.SignIn;

/// <summary>
/// OAuth with refresh tokens that rotate: each refresh kills the token it used. So a refresh happens alone among all replicas,
/// and its pair is stored before anybody sees it.
/// </summary>
internal sealed class OAuthSignIn(OAuthSettings settings, Transport transport, IAdapterState memory, TimeProvider time)
    : ISignIn
{
    private const string Key = "token";

    /// <summary>A token this close to its end would die on the way.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    private readonly string seed = TokenPair.SeedOf(settings.RefreshToken);
    private volatile TokenPair? known;

    /// <summary>The page on which the merchant lets us in.</summary>
    /// <param name="state">Comes back with the code, so that a code nobody asked for is recognised.</param>
    public Uri AuthorizationAddress(string state) =>
        new(
            transport.Address,
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
            ?? throw new InvalidOperationException("The connection's memory gave back another text.");
        known = pair;
        return pair;
    }

    private async Task<TokenPair> AskAsync(string grant, string name, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "oauth/token");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Content = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["grant_type"] = grant,
                ["client_id"] = settings.ClientId,
                ["client_secret"] = settings.ClientSecret,
                ["redirect_uri"] = settings.RedirectUri,
                [name] = value,
            }
        );
        var answer = await transport.SendAsync(request, changes: false, CancellationToken.None);
        return (int)answer.Status switch
        {
            >= 200 and < 300 => Read(answer.Body),
            400 or 401 when !AnswerProblem.AsksForBasic(answer) => throw Disconnected(ErrorText.In(answer.Body)),
            429 => throw new ConnectionProblemException(
                ConnectionProblem.Throttled,
                "QuickBooks Commerce wants no more calls"
            ),
            _ => throw AnswerProblem.Of(answer, changes: false),
        };
    }

    private TokenPair Read(byte[] body)
    {
        try
        {
            if (
                JsonSerializer.Deserialize(body, ReceivedJson.Default.TokenObject)
                    is { AccessToken: { } access, RefreshToken: { } refresh } said
                // It goes into a header.
                && !access.Any(char.IsControl)
            )
            {
                // Two hours where the answer does not say it; at most a year, whatever it says.
                var seconds = Math.Clamp(said.ExpiresIn ?? 7200, 0, 31_536_000);
                return new(access, refresh, time.GetUtcNow().AddSeconds((double)seconds), seed);
            }
        }
        catch (JsonException)
        {
            // Told below, as any other answer without a pair.
        }

        throw new ConnectionProblemException(
            ConnectionProblem.WrongAddress,
            "Something answers at /oauth/token, but not with a pair of tokens: check Address"
        );
    }

    private bool IsFresh(TokenPair pair) => pair.ExpiresAt - Margin > time.GetUtcNow();

    private static ConnectionProblemException Disconnected(string? words) =>
        new(
            ConnectionProblem.Credentials,
            "QuickBooks Commerce no longer knows this connection"
                + (words is null ? "" : $" ({words})")
                + ": let Crossdock in again on the page that POST /connections/{name}/authorization gives, or set a new RefreshToken, or Token to a privileged access token"
        );
}
