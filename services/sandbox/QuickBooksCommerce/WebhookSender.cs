using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Crossdock.Sandbox.Data;
using Crossdock.Sandbox.Settings;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>Makes the webhook calls that are due, oldest first, and retries failed ones.</summary>
internal sealed class WebhookSender(SandboxDatabase database, SandboxOptions options, IServer server)
    : BackgroundService
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(3);

    private readonly Channel<bool> wakeUp = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        Timeout = AnswerTimeout,
    };

    public override void Dispose()
    {
        http.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        void WakeUp() => wakeUp.Writer.TryWrite(true);
        using var timer = options.Time.CreateTimer(
            _ => WakeUp(),
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
        database.WebhooksQueued = WakeUp;
        WakeUp();
        try
        {
            while (await wakeUp.Reader.WaitToReadAsync(stoppingToken))
            {
                wakeUp.Reader.TryRead(out _);
                await SendDueAsync(stoppingToken);
                if (NextDue() is { } due)
                {
                    var wait = due - database.Now + TimeSpan.FromMilliseconds(1);
                    timer.Change(wait < TimeSpan.Zero ? TimeSpan.Zero : wait, Timeout.InfiniteTimeSpan);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private DateTimeOffset? NextDue() =>
        database.Read(() => database.Deliveries.All.Min(delivery => (DateTimeOffset?)delivery.DueAt));

    private async Task SendDueAsync(CancellationToken cancellationToken)
    {
        var due = database.Read(() =>
            database
                .Deliveries.All.Where(delivery => delivery.DueAt <= database.Now)
                .Select(delivery => (delivery, webhook: database.Webhooks.Find(delivery.WebhookId)))
                .ToList()
        );
        foreach (var (delivery, webhook) in due)
        {
            var status = webhook is null ? 410 : await SendAsync(delivery, webhook.Address, cancellationToken);
            database.Change(() => Settle(delivery, webhook, status));
        }
    }

    /// <summary>The status of the answer, or 0 if there was none.</summary>
    private async Task<int> SendAsync(WebhookDelivery delivery, string address, CancellationToken cancellationToken)
    {
        var body = Encoding.UTF8.GetBytes(Body(delivery).ToJsonString());
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(options.QuickBooksCommerce.ClientSecret), body);
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("X-Gecko-Delivery", delivery.Key);
        request.Headers.Add("X-Gecko-Signature", Convert.ToBase64String(signature));
        try
        {
            using var response = await http.SendAsync(
                request,
                HttpCompletionOption.ResponseHeadersRead,
                cancellationToken
            );
            return (int)response.StatusCode;
        }
        catch (Exception e)
            when (e is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return 0;
        }
    }

    private JsonObject Body(WebhookDelivery delivery)
    {
        var root = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        var body = new JsonObject
        {
            ["object_id"] = delivery.ObjectId,
            ["event"] = delivery.Event,
            ["timestamp"] = delivery.CreatedAt.ToUnixTimeSeconds(),
            ["resource_url"] = $"{root}{CartEndpoints.Root}/{delivery.Resource}/{delivery.ObjectId}.json",
        };
        if (delivery.OrderId is { } order)
        {
            body["order_id"] = order;
        }

        return body;
    }

    private void Settle(WebhookDelivery delivery, CartWebhook? webhook, int status)
    {
        if (status is 410 && webhook is not null)
        {
            Delete(webhook);
        }
        else if (webhook is null || status is >= 200 and < 400)
        {
            database.Deliveries.Remove(delivery);
            if (webhook?.FailingSince is not null)
            {
                webhook.FailingSince = null;
                database.Webhooks.Save(webhook);
            }
        }
        else
        {
            Retry(delivery, webhook);
        }
    }

    private void Retry(WebhookDelivery delivery, CartWebhook webhook)
    {
        var now = database.Now;
        webhook.FailingSince ??= now;
        database.Webhooks.Save(webhook);
        delivery.Attempts++;
        delivery.DueAt = now + Choices.WebhookRetry(delivery.Attempts, options.QuickBooksCommerce.WebhookRetrySeconds);
        database.Deliveries.Save(delivery);
        if (now - webhook.FailingSince >= GiveUpAfter)
        {
            Delete(webhook);
        }
    }

    private void Delete(CartWebhook webhook)
    {
        database.Webhooks.Remove(webhook);
        foreach (var waiting in database.Deliveries.All.Where(waiting => waiting.WebhookId == webhook.Id).ToList())
        {
            database.Deliveries.Remove(waiting);
        }
    }
}
