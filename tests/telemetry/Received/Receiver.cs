using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Crossdock.Telemetry.Tests.Received;

/// <summary>One request as it came, decompressed.</summary>
internal sealed record ReceivedRequest(string Path, string? ContentType, string? ApiKey, ReadOnlyMemory<byte> Body);

/// <summary>How a receiver behaves.</summary>
public enum Behavior
{
    Accepts,

    /// <summary>Takes what comes and never answers.</summary>
    Hangs,

    /// <summary>Answers 503.</summary>
    Rejects,
}

/// <summary>Stands in for Seq and for an OpenTelemetry collector: takes CLEF events, and OTLP over http/protobuf, and keeps them.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    public const string SeqTraces = "/ingest/otlp/v1/traces";
    public const string SeqEvents = "/api/events/raw";
    public const string CollectorMetrics = "/v1/metrics";
    private readonly WebApplication server;
    private readonly ConcurrentQueue<ReceivedRequest> requests = new();
    private readonly CancellationTokenSource closing = new();
    private (int Requests, IReadOnlyList<RecordedSpan> Items) spans;
    private (int Requests, IReadOnlyList<RecordedEvent> Items) events;
    private int begun;

    private Receiver(WebApplication server) => this.server = server;

    public Uri Address => new(server.Urls.First());
    public IReadOnlyCollection<ReceivedRequest> Requests => requests;

    /// <summary>How many requests have begun, answered or not.</summary>
    public int Begun => begun;

    public IReadOnlyList<RecordedSpan> Spans => Decoded(ref spans, SeqTraces, Recorded.Spans);
    public IReadOnlyList<RecordedEvent> Events => Decoded(ref events, SeqEvents, Recorded.Events);

    /// <summary>True if the text is anywhere in what came.</summary>
    public bool Holds(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return requests.Any(r => r.Body.Span.IndexOf(bytes) >= 0);
    }

    public static async Task<Receiver> StartAsync(Behavior behavior = Behavior.Accepts, int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var web = builder.Build();
        var receiver = new Receiver(web);
        web.MapPost("/{**path}", (HttpContext context) => receiver.TakeAsync(context, behavior));
        await web.StartAsync();
        return receiver;
    }

    public IEnumerable<ReadOnlyMemory<byte>> At(string path) => requests.Where(r => r.Path == path).Select(r => r.Body);

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await server.DisposeAsync();
        closing.Dispose();
    }

    /// <summary>Decoding takes long, and specs ask for all of it once per order: done again only where something has come since.</summary>
    private IReadOnlyList<T> Decoded<T>(
        ref (int Requests, IReadOnlyList<T> Items) known,
        string path,
        Func<ReadOnlyMemory<byte>, IEnumerable<T>> decode
    )
    {
        var bodies = At(path).ToList();
        if (known.Items is null || known.Requests != bodies.Count)
        {
            known = (bodies.Count, [.. bodies.SelectMany(decode)]);
        }

        return known.Items;
    }

    private async Task TakeAsync(HttpContext context, Behavior behavior)
    {
        Interlocked.Increment(ref begun);
        var (request, response) = (context.Request, context.Response);
        if (behavior == Behavior.Rejects)
        {
            response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        if (behavior == Behavior.Hangs)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(closing.Token, context.RequestAborted);
            await Task.Delay(Timeout.Infinite, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        await using var body =
            request.Headers.ContentEncoding == "gzip"
                ? new GZipStream(request.Body, CompressionMode.Decompress)
                : request.Body;
        using var whole = new MemoryStream();
        await body.CopyToAsync(whole, context.RequestAborted);
        requests.Enqueue(
            new ReceivedRequest(request.Path, request.ContentType, request.Headers["X-Seq-ApiKey"], whole.ToArray())
        );
        if (request.Path == SeqEvents)
        {
            response.StatusCode = StatusCodes.Status201Created;
            await response.WriteAsync("""{"MinimumLevelAccepted":null}""", context.RequestAborted);
            return;
        }

        // An empty message says that all of it was taken.
        response.ContentType = "application/x-protobuf";
    }
}
