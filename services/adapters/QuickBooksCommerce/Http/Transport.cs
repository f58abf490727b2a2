using System.Net;
using System.Net.Http.Headers;

namespace Crossdock.Adapters.QuickBooksCommerce.Http;

/// <summary>An answer as it came, whole.</summary>
internal sealed record RawAnswer(HttpStatusCode Status, HttpResponseHeaders Headers, byte[] Body);

/// <summary>One request, one answer: bounded in time and size, and what can fail on the way told apart.</summary>
internal sealed class Transport
{
    /// <summary>250 orders of the documented shape are well under one; the rest is for long notes.</summary>
    private const int MaxAnswerBytes = 16 * 1024 * 1024;

    private readonly HttpClient http;
    private readonly TimeSpan timeout;
    private readonly TimeProvider time;

    public Transport(HttpClient http, Uri address, TimeSpan timeout, TimeProvider time)
    {
        http.BaseAddress = address;
        http.MaxResponseContentBufferSize = MaxAnswerBytes;
        // The deadline below is the clock's own, so that it can be told from the caller's cancellation.
        http.Timeout = Timeout.InfiniteTimeSpan;
        (this.http, this.timeout, this.time) = (http, timeout, time);
    }

    /// <summary>The address at the other end, with a slash at its end.</summary>
    public Uri Address => http.BaseAddress!;

    /// <param name="request">What to send.</param>
    /// <param name="changes">True where the other end may have acted although no answer came.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public async Task<RawAnswer> SendAsync(
        HttpRequestMessage request,
        bool changes,
        CancellationToken cancellationToken
    )
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, either.Token);
            var body = await response.Content.ReadAsByteArrayAsync(either.Token);
            return new RawAnswer(response.StatusCode, response.Headers, body);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw NoAnswer(changes, $"QuickBooks Commerce did not answer within {timeout.TotalSeconds:0.##} s", e);
        }
        catch (HttpRequestException e) when (IsBeforeSending(e.HttpRequestError))
        {
            throw new ConnectionProblemException(
                ConnectionProblem.Unreachable,
                $"{Address.Host} cannot be reached ({Words(e.HttpRequestError)}): check Address, and whether this machine may call it",
                e
            );
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException)
        {
            throw NoAnswer(
                changes,
                e is HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded }
                    ? $"QuickBooks Commerce answered with more than {MaxAnswerBytes / 1024 / 1024} MiB"
                    : "QuickBooks Commerce broke off before it had answered",
                e
            );
        }
    }

    private static bool IsBeforeSending(HttpRequestError error) =>
        error
            is HttpRequestError.NameResolutionError
                or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError
                or HttpRequestError.ProxyTunnelError;

    private static string Words(HttpRequestError error) =>
        error switch
        {
            HttpRequestError.NameResolutionError => "no such host",
            HttpRequestError.SecureConnectionError => "no secure connection",
            HttpRequestError.ProxyTunnelError => "the proxy refuses",
            _ => "no connection",
        };

    private static ConnectionProblemException NoAnswer(bool changes, string what, Exception inner) =>
        changes
            ? new(ConnectionProblem.Unclear, $"{what}: what was asked for may have been done or not", inner)
            : new(ConnectionProblem.Down, what, inner);
}
