using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Crossdock.TestSupport;

/// <summary>An HTTP server on this machine that takes webhooks, and keeps them.</summary>
public sealed class WebhookServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<ReceivedWebhook> received = new();
    private readonly WebApplication app;

    private WebhookServer(WebApplication app) => this.app = app;

    public Uri Address => new($"{app.Urls.First()}/hook");

    /// <summary>The status of the next answers; each is used once, and then it is 200.</summary>
    public ConcurrentQueue<HttpStatusCode> Answers { get; } = new();

    /// <summary>True while it answers nothing at all.</summary>
    public bool IsSilent { get; set; }

    /// <summary>What it has been sent, oldest first, whatever it answered.</summary>
    public IReadOnlyList<ReceivedWebhook> Received => [.. received];

    public static async Task<WebhookServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var server = new WebhookServer(builder.Build());
        server.app.Map("{**path}", server.TakeAsync);
        await server.app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        received.Enqueue(
            new ReceivedWebhook(
                await reader.ReadToEndAsync(context.RequestAborted),
                context.Request.Headers.ToDictionary(h => h.Key, h => $"{h.Value}", StringComparer.OrdinalIgnoreCase)
            )
        );
        if (IsSilent)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
        }

        context.Response.StatusCode = (int)(Answers.TryDequeue(out var status) ? status : HttpStatusCode.OK);
    }
}

/// <summary>A webhook as it came.</summary>
public sealed record ReceivedWebhook(string Body, IReadOnlyDictionary<string, string> Headers);
