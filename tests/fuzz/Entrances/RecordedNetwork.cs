using System.Net;
using System.Text;

namespace Crossdock.Fuzz.Entrances;

/// <summary>Records the sandbox's answers, then gives them again: one of them mutated.</summary>
internal sealed class RecordedNetwork(Func<HttpRequestMessage, string> operation) : HttpMessageHandler
{
    private readonly HttpMessageInvoker network = new(Adapters.ExternalHttp.CreateNetwork());
    private readonly Dictionary<string, (int Status, string Type, string Body)> answers = new(StringComparer.Ordinal);
    private Random? random;
    private int mutated;
    private int calls;

    /// <summary>The size of all answers: one that is mutated may lead to more questions.</summary>
    public int Bytes { get; private set; }

    public bool IsRecording { get; set; } = true;

    /// <summary>From the next call on; one of the first few is answered with something mutated.</summary>
    public void Mutate(Random with) => (random, mutated, calls, Bytes) = (with, with.Next(4), 0, 0);

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        var name = operation(request);
        if (IsRecording)
        {
            var real = await network.SendAsync(request, cancellationToken);
            await real.Content.LoadIntoBufferAsync(cancellationToken);
            answers[name] = (
                (int)real.StatusCode,
                real.Content.Headers.ContentType?.ToString() ?? "",
                await real.Content.ReadAsStringAsync(cancellationToken)
            );
            return real;
        }

        var (status, type, body) = answers.GetValueOrDefault(name, (404, "application/json", "{}"));
        if (calls++ != mutated || random is null)
        {
            return Answer(status, type, Encoding.UTF8.GetBytes(body));
        }

        var bytes = Mutator.ToBytes(Mutator.Mutate(body, random), random);
        return Answer(
            random.Next(10) == 0 ? random.Next(200, 600) : status,
            random.Next(10) == 0 ? "text/html; charset=nope" : type,
            bytes
        );
    }

    private HttpResponseMessage Answer(int status, string type, byte[] body)
    {
        Bytes += body.Length;
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return new HttpResponseMessage((HttpStatusCode)status) { Content = content };
    }
}
