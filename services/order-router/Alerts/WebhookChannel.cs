using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Crossdock.OrderRouter.Alerts;

/// <summary>Posts alerts as JSON, in the form that the receiver understands.</summary>
internal sealed class WebhookChannel(AlertDestination destination, IHttpClientFactory clients, TimeProvider time)
    : IAlertChannel
{
    public const string Client = "alerts";
    public const string TimestampHeader = "Crossdock-Timestamp";
    public const string SignatureHeader = "Crossdock-Signature";
    public const string MessageHeader = "Crossdock-Message";

    public async Task SendAsync(AlertMessage message, CancellationToken cancellationToken)
    {
        var body = WebhookBody.Of(message, destination.Kind!.Value);
        using var request = new HttpRequestMessage(HttpMethod.Post, destination.Address)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        if (destination.Secret is { } secret)
        {
            Sign(request, message.Id, body, secret);
        }

        using var client = clients.CreateClient(Client);
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            // Not with its address, which is a secret at Slack and Teams.
            throw new HttpRequestException(
                $"the webhook answered {(int)answer.StatusCode}",
                inner: null,
                answer.StatusCode
            );
        }
    }

    /// <summary>HMAC-SHA256 of the timestamp, a dot and the body, so that nobody can send it, or send it again later.</summary>
    private void Sign(HttpRequestMessage request, string id, string body, string secret)
    {
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(secret),
            Encoding.UTF8.GetBytes($"{timestamp}.{body}")
        );
        request.Headers.Add(TimestampHeader, timestamp);
        request.Headers.Add(SignatureHeader, $"sha256={Convert.ToHexStringLower(signature)}");
        request.Headers.Add(MessageHeader, id);
    }
}
