using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Crossdock.Adapters;

/// <summary>
/// One HTTP call to an external system: a deadline over the whole answer, a bounded body, and every failure as a
/// <see cref="ConnectionProblemException"/>. An adapter derives from it, says how to recognise its system, and puts it before the network
/// (<see cref="ExternalHttp.CreateClient"/>). Handlers around it see problems as exceptions, handlers behind it see raw answers.
/// <para>
/// Only the system's own word counts as an answer to a write. A gateway or proxy in between can answer with any status although the write
/// was carried out, so an answer that is not recognisably the system's is <see cref="ConnectionProblem.Unclear"/>, whatever its status.
/// </para>
/// </summary>
/// <param name="system">The system's name, for messages.</param>
/// <param name="timeout">The longest time from sending to the last byte of the answer.</param>
/// <param name="time">The clock of the deadline and of Retry-After.</param>
public abstract class ExternalCall(string system, TimeSpan timeout, TimeProvider time) : DelegatingHandler
{
    private static readonly TimeSpan MaxRetryAfter = TimeSpan.FromHours(1);

    protected string System { get; } = system;

    /// <summary>The largest answer, after decompression.</summary>
    protected virtual int MaxBytes => 32 * 1024 * 1024;

    /// <summary>
    /// The most elements of an answer: a small one that is compressed well can hold millions, and each costs more memory than its bytes.
    /// </summary>
    protected virtual int MaxElements => 500_000;

    /// <summary>True if the request may have an effect although no answer comes. Override it where the method does not tell, as with SOAP.</summary>
    protected virtual bool IsWrite(HttpRequestMessage request) =>
        request.Method != HttpMethod.Get && request.Method != HttpMethod.Head;

    /// <summary>True if the answer to a write was written by the system itself: a document or an error of its API.</summary>
    protected abstract bool IsOwnAnswer(ExternalAnswer answer);

    /// <summary>The system's own words for an error, on one line; null if it gives none.</summary>
    protected virtual string? ErrorText(ExternalAnswer answer) => null;

    /// <summary>What the answer stands for; null if the caller shall read it.</summary>
    protected virtual ConnectionProblemException? ProblemOf(ExternalAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var status = (int)answer.Status;
        if (answer.IsWrite && !IsOwnAnswer(answer))
        {
            return Lost(answer.IsWrite, $"sent an unknown answer ({status})");
        }

        if (status is >= 200 and < 300)
        {
            return null;
        }

        var said = ErrorText(answer) is { } words ? $"{status}: {words}" : $"{status}";
        return status switch
        {
            < 400 when !answer.IsWrite => new(
                ConnectionProblem.WrongAddress,
                $"The address redirects to another one ({said}): check the address of the connection"
            ),
            401 or 402 or 403 => new(
                ConnectionProblem.Credentials,
                $"{System} does not accept the credentials ({said}): check those of the connection"
            ),
            429 => new(ConnectionProblem.Throttled, $"{System} rate limit reached ({said})")
            {
                RetryAt = answer.RetryAt,
            },
            < 400 or 408 or >= 500 => Lost(answer.IsWrite, $"failed ({said})", null, answer.RetryAt),
            _ when answer.IsWrite => new(ConnectionProblem.Refused, $"{System} refuses ({said})"),
            _ => new(
                ConnectionProblem.WrongAddress,
                $"{System} does not answer at this address ({said}): check the address of the connection"
            ),
        };
    }

    protected sealed override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        var isWrite = IsWrite(request);
        using var deadline = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        HttpResponseMessage? response = null;
        ExternalAnswer answer;
        try
        {
            response = await base.SendAsync(request, either.Token);
            response.RequestMessage ??= request;
            await response.Content.LoadIntoBufferAsync(MaxBytes, either.Token);
            var body = await response.Content.ReadAsByteArrayAsync(either.Token);
            if (CountElements(body) > MaxElements)
            {
                throw Lost(isWrite, $"answered with more than {MaxElements} elements");
            }

            answer = new ExternalAnswer(request, response, body, isWrite, RetryAt(response.Headers));
        }
        catch (Exception e)
        {
            response?.Dispose();
            if (
                !(e is OperationCanceledException && cancellationToken.IsCancellationRequested)
                && ProblemOf(e, request, isWrite, deadline.IsCancellationRequested) is { } failure
            )
            {
                throw failure;
            }

            throw;
        }

        if (ProblemOf(answer) is { } problem)
        {
            response.Dispose();
            throw problem;
        }

        return response;
    }

    /// <summary>At least as many as there are in JSON or XML: the marks that begin or separate them are counted, also in texts.</summary>
    private static long CountElements(ReadOnlySpan<byte> body)
    {
        var count = 0L;
        foreach (var mark in "{[,<="u8)
        {
            count += body.Count(mark);
        }

        return count;
    }

    private ConnectionProblemException? ProblemOf(Exception e, HttpRequestMessage request, bool isWrite, bool isLate)
    {
        var beforeSending = e switch
        {
            HttpRequestException http => http.HttpRequestError switch
            {
                HttpRequestError.NameResolutionError => "no such host",
                HttpRequestError.ConnectionError => "no connection",
                HttpRequestError.SecureConnectionError => "no secure connection",
                HttpRequestError.ProxyTunnelError => "the proxy refuses",
                _ => null,
            },
            // The network's own limit for connecting.
            OperationCanceledException { InnerException: TimeoutException } when !isLate => "no connection in time",
            _ => null,
        };
        return e switch
        {
            // The network's own word: it refuses to connect.
            HttpRequestException { InnerException: ConnectionProblemException own } => own,
            _ when beforeSending is not null => new(
                ConnectionProblem.Unreachable,
                $"{System} cannot be reached at {request.RequestUri?.Host} ({beforeSending}): check the address of the connection and the network",
                e
            ),
            OperationCanceledException when isLate => Lost(
                isWrite,
                $"did not answer within {timeout.TotalSeconds:0.##} s",
                e
            ),
            HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => Lost(
                isWrite,
                $"answered with more than {MaxBytes / 1024 / 1024} MiB",
                e
            ),
            HttpRequestException or IOException or OperationCanceledException => Lost(
                isWrite,
                "broke off before the answer was complete",
                e
            ),
            // Thrown by the decompressing streams, the second by Brotli's.
            InvalidDataException or InvalidOperationException => Lost(
                isWrite,
                "sent an answer that cannot be decompressed",
                e
            ),
            _ => null,
        };
    }

    private ConnectionProblemException Lost(
        bool isWrite,
        string what,
        Exception? inner = null,
        DateTimeOffset? retryAt = null
    ) =>
        isWrite
            ? new(ConnectionProblem.Unclear, $"{System} {what}: what was sent may have been done or not", inner)
            : new(ConnectionProblem.Down, $"{System} {what}", inner) { RetryAt = retryAt };

    /// <summary>A date is read by the system's own clock, where it sends that.</summary>
    private DateTimeOffset? RetryAt(HttpResponseHeaders headers)
    {
        var now = time.GetUtcNow();
        var wait = headers.RetryAfter?.Delta ?? (headers.RetryAfter?.Date - (headers.Date ?? now));
        return wait > TimeSpan.Zero ? now + (wait < MaxRetryAfter ? wait.Value : MaxRetryAfter) : null;
    }
}

/// <summary>A complete answer.</summary>
public sealed class ExternalAnswer(
    HttpRequestMessage request,
    HttpResponseMessage response,
    ReadOnlyMemory<byte> body,
    bool isWrite,
    DateTimeOffset? retryAt
)
{
    /// <summary>What is nested deep in one of a hundred records is no reason to lose all of them.</summary>
    private static readonly JsonDocumentOptions AnyDepth = new() { MaxDepth = int.MaxValue };

    public HttpRequestMessage Request { get; } = request;
    public HttpStatusCode Status => response.StatusCode;
    public HttpResponseHeaders Headers => response.Headers;

    /// <summary>Decompressed.</summary>
    public ReadOnlyMemory<byte> Body { get; } = body;
    public bool IsWrite { get; } = isWrite;

    /// <summary>From Retry-After, at most an hour ahead; null where it is missing or past.</summary>
    public DateTimeOffset? RetryAt { get; } = retryAt;

    /// <summary>The body as a JSON object; null where it is none.</summary>
    public JsonElement? JsonObject()
    {
        try
        {
            var element = JsonElement.Parse(Body.Span, AnyDepth);
            return element.ValueKind == JsonValueKind.Object ? element : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
