using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Crossdock.Sandbox.Books;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>Makes the webhook calls that are due, oldest first, and tries failed ones again.</summary>
internal sealed class WebhookSender(Ledger books, SandboxOptions options, IServer server) : BackgroundService
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(3);

    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        Timeout = AnswerWithin,
    };

    public override void Dispose()
    {
        _http.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = options.Time.CreateTimer(
            _ => Ring(),
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
        books.Announced = Ring;
        Ring();
        try
        {
            while (await _bell.Reader.WaitToReadAsync(stoppingToken))
            {
                _bell.Reader.TryRead(out _);
                await SendDue(stoppingToken);
                if (NextDue() is { } due)
                {
                    var wait = due - books.Now + TimeSpan.FromMilliseconds(1);
                    timer.Change(wait < TimeSpan.Zero ? TimeSpan.Zero : wait, Timeout.InfiniteTimeSpan);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private void Ring() => _bell.Writer.TryWrite(true);

    private DateTimeOffset? NextDue() =>
        books.Read(() => books.Deliveries.All.Min(delivery => (DateTimeOffset?)delivery.DueAt));

    private async Task SendDue(CancellationToken ct)
    {
        var due = books.Read(() =>
            books
                .Deliveries.All.Where(delivery => delivery.DueAt <= books.Now)
                .Select(delivery => (delivery, webhook: books.Webhooks.Find(delivery.WebhookId)))
                .ToList()
        );
        foreach (var (delivery, webhook) in due)
        {
            var status = webhook is null ? 410 : await Send(delivery, webhook.Address, ct);
            books.Change(() => Settle(delivery, webhook, status));
        }
    }

    private async Task<int> Send(WebhookDelivery delivery, string address, CancellationToken ct)
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
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            return (int)response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return 0;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return 0; // No answer in time.
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
            return;
        }
        if (webhook is null || status is >= 200 and < 400)
        {
            books.Deliveries.Remove(delivery);
            if (webhook?.FailingSince is not null)
            {
                webhook.FailingSince = null;
                books.Webhooks.Save(webhook);
            }
            return;
        }
        var now = books.Now;
        webhook.FailingSince ??= now;
        books.Webhooks.Save(webhook);
        delivery.Attempts++;
        delivery.DueAt = now + Choices.WebhookRetry(delivery.Attempts, options.QuickBooksCommerce.WebhookRetrySeconds);
        books.Deliveries.Save(delivery);
        if (now - webhook.FailingSince >= GiveUpAfter)
        {
            Delete(webhook);
        }
    }

    private void Delete(CartWebhook webhook)
    {
        books.Webhooks.Remove(webhook);
        foreach (var waiting in books.Deliveries.All.Where(waiting => waiting.WebhookId == webhook.Id).ToList())
        {
            books.Deliveries.Remove(waiting);
        }
    }
}
