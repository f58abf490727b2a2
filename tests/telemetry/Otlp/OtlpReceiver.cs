using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Crossdock.Telemetry.Tests.Otlp;

/// <summary>One request as it came, unpacked.</summary>
internal sealed record OtlpRequest(string Path, string? ContentType, string? ApiKey, ReadOnlyMemory<byte> Body);

/// <summary>Stands where Seq would: takes what is sent by OTLP over http/protobuf, and keeps it.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    public const string Path = "/ingest/otlp";
    private readonly WebApplication server;
    private readonly ConcurrentQueue<OtlpRequest> requests = new();
    private int begun;
    private readonly CancellationTokenSource closing = new();

    private OtlpReceiver(WebApplication server) => this.server = server;

    public Uri Endpoint => new($"{server.Urls.First()}{Path}");
    public IReadOnlyCollection<OtlpRequest> Requests => requests;

    /// <summary>How many requests have begun, answered or not.</summary>
    public int Begun => begun;

    public IEnumerable<ToldSpan> Spans =>
        requests.Where(r => r.Path == $"{Path}/v1/traces").SelectMany(r => Told.Spans(r.Body));

    public IEnumerable<ToldLog> Logs =>
        requests.Where(r => r.Path == $"{Path}/v1/logs").SelectMany(r => Told.Logs(r.Body));

    /// <summary>Whether the text lies anywhere in what came.</summary>
    public bool Holds(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return requests.Any(r => r.Body.Span.IndexOf(bytes) >= 0);
    }

    /// <param name="answers">False for one that takes what comes and never says so.</param>
    public static async Task<OtlpReceiver> StartAsync(bool answers = true)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var web = builder.Build();
        var receiver = new OtlpReceiver(web);
        web.MapPost("/{**path}", (HttpContext context) => receiver.TakeAsync(context, answers));
        await web.StartAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await server.DisposeAsync();
        closing.Dispose();
    }

    private async Task TakeAsync(HttpContext context, bool answers)
    {
        Interlocked.Increment(ref begun);
        if (!answers)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(closing.Token, context.RequestAborted);
            await Task.Delay(Timeout.Infinite, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        var request = context.Request;
        await using var body =
            request.Headers.ContentEncoding == "gzip"
                ? new GZipStream(request.Body, CompressionMode.Decompress)
                : request.Body;
        using var whole = new MemoryStream();
        await body.CopyToAsync(whole, context.RequestAborted);
        requests.Enqueue(
            new OtlpRequest(request.Path, request.ContentType, request.Headers["X-Seq-ApiKey"], whole.ToArray())
        );
        // An empty message says that all of it was taken.
        context.Response.ContentType = "application/x-protobuf";
    }
}
