using System.Net;
using System.Net.Http.Headers;

namespace Crossdock.Conformance.Http;

/// <summary>What each fault does to a call.</summary>
internal static class LineFaults
{
    private static readonly TimeSpan SlowAnswer = TimeSpan.FromMilliseconds(100);

    public static HttpLine.Handling Of(Fault fault) =>
        fault switch
        {
            Fault.Gone => async (request, sendAsync, _) =>
            {
                request.RequestUri = new UriBuilder(request.RequestUri!) { Port = HttpLine.ClosedPort }.Uri;
                return await sendAsync();
            },
            Fault.Throttled => (_, _, _) => Task.FromResult(Throttled()),
            Fault.ServerError => (_, _, _) => Task.FromResult(Page(HttpStatusCode.InternalServerError)),
            Fault.Unavailable => (_, _, _) => Task.FromResult(Page(HttpStatusCode.ServiceUnavailable)),
            Fault.Nonsense => (_, _, _) => Task.FromResult(Page(HttpStatusCode.OK)),
            Fault.CutOff => (_, sendAsync, _) => DoneAsync(sendAsync, bytes => new ByteArrayContent(FirstHalf(bytes))),
            Fault.Dropped => (_, sendAsync, _) =>
                DoneAsync(sendAsync, bytes => new StreamContent(new BrokenBody(FirstHalf(bytes)))),
            Fault.Corrupt => (_, sendAsync, _) => DoneAsync(sendAsync, CorruptBody.Of),
            Fault.Endless => (_, sendAsync, _) => DoneAsync(sendAsync, _ => new StreamContent(new EndlessBody())),
            Fault.TimeoutBefore => async (_, _, cancellationToken) => await NeverAsync(cancellationToken),
            Fault.TimeoutAfter => async (_, sendAsync, cancellationToken) =>
            {
                (await sendAsync()).Dispose();
                return await NeverAsync(cancellationToken);
            },
            Fault.Slow => async (_, sendAsync, cancellationToken) =>
            {
                await Task.Delay(SlowAnswer, cancellationToken);
                return await sendAsync();
            },
            _ => throw new ArgumentOutOfRangeException(
                nameof(fault),
                fault,
                "No network does that: override BreakAsync of the harness for it."
            ),
        };

    public static HttpLine.Handling Of(ForeignAnswer answer) =>
        async (_, sendAsync, _) =>
        {
            using (await sendAsync())
            {
                return Answer(answer.Status, new StringContent(answer.Body, null, answer.MediaType));
            }
        };

    /// <summary>The answer of the system with another body in it.</summary>
    private static async Task<HttpResponseMessage> DoneAsync(
        Func<Task<HttpResponseMessage>> sendAsync,
        Func<byte[], HttpContent> body
    )
    {
        var answer = await sendAsync();
        var content = body(await answer.Content.ReadAsByteArrayAsync());
        content.Headers.ContentType = answer.Content.Headers.ContentType;
        answer.Content = content;
        return answer;
    }

    private static async Task<HttpResponseMessage> NeverAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        throw new InvalidOperationException("The wait had no end.");
    }

    private static HttpResponseMessage Throttled()
    {
        var answer = Page(HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(1));
        return answer;
    }

    private static HttpResponseMessage Page(HttpStatusCode status) =>
        Answer(status, new StringContent("<html><body><h1>Back soon</h1></body></html>", null, "text/html"));

    private static HttpResponseMessage Answer(HttpStatusCode status, HttpContent content) =>
        new(status) { Content = content };

    private static byte[] FirstHalf(byte[] bytes) => bytes[..(bytes.Length / 2)];
}
