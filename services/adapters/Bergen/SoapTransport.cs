using System.Net.Http.Headers;
using System.Xml.Linq;

namespace Crossdock.Adapters.Bergen;

/// <summary>Asks one question over HTTP. Every failure leaves as a <see cref="ConnectionProblemException"/>.</summary>
internal sealed class SoapTransport
{
    private readonly HttpClient http;
    private readonly BergenSettings settings;
    private readonly TimeProvider clock;

    public SoapTransport(HttpClient http, BergenSettings settings, TimeProvider clock)
    {
        // The client's own limit ends with the headers; ours covers the whole answer.
        http.Timeout = Timeout.InfiniteTimeSpan;
        this.http = http;
        this.settings = settings;
        this.clock = clock;
    }

    /// <summary>The <c>…Result</c> element of the answer; null where the service answered without one.</summary>
    public async Task<XElement?> AskAsync(
        RexOperation operation,
        IEnumerable<XElement> arguments,
        CancellationToken cancellationToken
    )
    {
        using var request = Request(operation, arguments);
        using var limit = new CancellationTokenSource(settings.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            await using var body = await response.Content.ReadAsStreamAsync(either.Token);
            var answer = await LenientXml.TryReadAsync(body, either.Token);
            return SoapAnswer.Result(operation, response.StatusCode, RetryAt(response.Headers.RetryAfter), answer);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException e)
        {
            throw AnswerProblems.Lost(operation, "did not answer in time", e);
        }
        catch (HttpRequestException e) when (NothingWasSent(e))
        {
            throw new ConnectionProblemException(
                ConnectionProblem.Unreachable,
                $"Bergen cannot be reached at {settings.Address.Host}: check the address of the connection and the network.",
                e
            );
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw AnswerProblems.Lost(operation, "dropped the connection", e);
        }
    }

    private HttpRequestMessage Request(RexOperation operation, IEnumerable<XElement> arguments)
    {
        byte[] envelope;
        try
        {
            envelope = SoapEnvelope.Write(operation.Name, arguments);
        }
        catch (ArgumentException e)
        {
            throw new ConnectionProblemException(
                ConnectionProblem.Refused,
                $"{operation.Name} was not sent: it holds a character that XML cannot carry.",
                e
            );
        }

        var request = new HttpRequestMessage(HttpMethod.Post, settings.Address)
        {
            Content = new ByteArrayContent(envelope),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/xml", "utf-8");
        request.Headers.TryAddWithoutValidation(
            "SOAPAction",
            $"\"{RexNamespaces.Methods.NamespaceName}{operation.Name}\""
        );
        return request;
    }

    private DateTimeOffset? RetryAt(RetryConditionHeaderValue? header) =>
        header?.Date ?? (header?.Delta is { } wait ? clock.GetUtcNow() + wait : null);

    private static bool NothingWasSent(HttpRequestException e) =>
        e.HttpRequestError
            is HttpRequestError.NameResolutionError
                or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError
                or HttpRequestError.ProxyTunnelError;
}
