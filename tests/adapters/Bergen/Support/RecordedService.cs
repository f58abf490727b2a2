using System.Net;
using System.Text;
using System.Xml.Linq;

namespace Crossdock.Bergen.Tests.Support;

/// <summary>Answers each operation with what was recorded for it, in the very form that the facts show, and remembers what it was asked.</summary>
internal sealed class RecordedService
{
    public const string Success =
        "<Notification><ErrorCode>0</ErrorCode><Severity>Success</Severity><Message>Data saved successfully</Message></Notification>";

    private readonly Dictionary<string, Queue<Func<CancellationToken, Task<HttpResponseMessage>>>> answers = new(
        StringComparer.Ordinal
    );
    private readonly Lock sync = new();

    public RecordedService() => Token("4KDXzyZbQVuNAMZJfHTRV1HbbhzmSq9WXpMvjPwdXYE=");

    public List<(string Operation, XElement Envelope, HttpRequestMessage Request)> Asked { get; } = [];

    public HttpMessageHandler Network => new Handler(this);

    /// <summary>The token to give next; empty as for wrong credentials.</summary>
    public RecordedService Token(string token) =>
        Raw(
            "AuthenticationTokenGet",
            Envelope(
                $"<AuthenticationTokenGetResponse xmlns=\"http://rex11.com/webmethods/\"><AuthenticationTokenGetResult>{token}</AuthenticationTokenGetResult></AuthenticationTokenGetResponse>"
            )
        );

    /// <summary>The content of the result that follows the notifications.</summary>
    public RecordedService On(string operation, string notifications, string content = "") =>
        Raw(
            operation,
            Envelope(
                $"<{operation}Response xmlns=\"http://rex11.com/webmethods/\"><{operation}Result><Notifications>{notifications}</Notifications>{content}</{operation}Result></{operation}Response>"
            )
        );

    public RecordedService Complain(string operation, int code, string severity, string message) =>
        On(operation, Notification(code, severity, message));

    public RecordedService Raw(string operation, string body, HttpStatusCode status = HttpStatusCode.OK) =>
        Do(
            operation,
            _ =>
                Task.FromResult(
                    new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "text/xml") }
                )
        );

    public RecordedService Fault(string operation, string code, string text) =>
        Raw(
            operation,
            Envelope(
                $"<soap:Fault><faultcode>{code}</faultcode><faultstring>{text}</faultstring><detail /></soap:Fault>"
            ),
            HttpStatusCode.InternalServerError
        );

    /// <summary>Answers follow one another; the last one stays.</summary>
    public RecordedService Do(string operation, Func<CancellationToken, Task<HttpResponseMessage>> answer)
    {
        if (!answers.TryGetValue(operation, out var queue))
        {
            answers[operation] = queue = new();
        }

        queue.Enqueue(answer);
        return this;
    }

    /// <summary>Forgets what was recorded for the operation.</summary>
    public RecordedService Forget(string operation)
    {
        answers.Remove(operation);
        return this;
    }

    public int TimesAsked(string operation) => Asked.Count(one => one.Operation == operation);

    public XElement LastAsked(string operation) => Asked.Last(one => one.Operation == operation).Envelope;

    public static string Notification(int code, string severity, string message) =>
        $"<Notification><ErrorCode>{code}</ErrorCode><Severity>{severity}</Severity><Message>{message}</Message></Notification>";

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var operation = request.Headers.GetValues("SOAPAction").Single().Trim('"').Split('/')[^1];
        var envelope = XElement.Parse(await request.Content!.ReadAsStringAsync(cancellationToken));
        Func<CancellationToken, Task<HttpResponseMessage>> answer;
        lock (sync)
        {
            Asked.Add((operation, envelope, request));
            var queue = answers.TryGetValue(operation, out var found)
                ? found
                : throw new InvalidOperationException($"Nothing is recorded for {operation}.");
            answer = queue.Count > 1 ? queue.Dequeue() : queue.Peek();
        }

        return await answer(cancellationToken);
    }

    private static string Envelope(string body) =>
        $"""<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><soap:Body>{body}</soap:Body></soap:Envelope>""";

    private sealed class Handler(RecordedService service) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        ) => service.AnswerAsync(request, cancellationToken);
    }
}
