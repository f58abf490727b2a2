using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using RabbitMQ.Client;

namespace Crossdock.Platform.Messaging;

/// <summary>A message that no consumer could handle, as it lies in an error queue.</summary>
/// <param name="Id">Identifies it in its queue.</param>
/// <param name="Queue">The error queue.</param>
/// <param name="MessageType">What it is, for example <c>OrderReceived</c>; null if it cannot be read.</param>
/// <param name="Exception">The type of the exception that it failed with; null if it was only skipped.</param>
/// <param name="Reason">What the exception says.</param>
/// <param name="FailedAt">When it last failed; null if the bus has not written it down.</param>
/// <param name="OrderId">The order that it is about; null if it is about none, or cannot be read.</param>
public sealed partial record FailedMessage(
    string Id,
    string Queue,
    string? MessageType,
    string? Exception,
    string? Reason,
    DateTimeOffset? FailedAt,
    Guid? OrderId
)
{
    private const int MaxReason = 500;

    /// <summary>What failed for the same reason has the same.</summary>
    public string GroupId() => Hash($"{Queue}\n{MessageType}\n{Exception}\n{Ids().Replace(Reason ?? "", "…")}");

    internal static FailedMessage Of(string queue, BasicGetResult message)
    {
        var headers = message.BasicProperties.Headers;
        var (type, orderId) = ReadBody(message.Body);
        var reason = Text(headers, "MT-Fault-Message");
        return new(
            Hash($"{message.BasicProperties.MessageId}\n{Convert.ToBase64String(SHA256.HashData(message.Body.Span))}"),
            queue,
            type,
            Text(headers, "MT-Fault-ExceptionType"),
            reason?.Length > MaxReason ? reason[..MaxReason] : reason,
            DateTimeOffset.TryParse(
                Text(headers, "MT-Fault-Timestamp"),
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var at
            )
                ? at
                : null,
            orderId
        );
    }

    private static string? Text(IDictionary<string, object?>? headers, string name) =>
        headers?.TryGetValue(name, out var value) == true
            ? value is byte[] bytes
                ? Encoding.UTF8.GetString(bytes)
                : $"{value}"
            : null;

    /// <summary>The names in the bus's envelope, if it is one.</summary>
    private static (string? Type, Guid? OrderId) ReadBody(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            var type = root.GetProperty("messageType")[0].GetString()?.Split(':', '+')[^1];
            var hasOrder = root.GetProperty("message").TryGetProperty("orderId", out var order);
            return (type, hasOrder && order.TryGetGuid(out var id) ? id : null);
        }
        catch (Exception e)
            when (e
                    is JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or IndexOutOfRangeException
                        or FormatException
            )
        {
            return (null, null);
        }
    }

    private static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));

    [GeneratedRegex("[0-9A-Fa-f]{8}-?(?:[0-9A-Fa-f]{4}-?){3}[0-9A-Fa-f]{12}", RegexOptions.None, 1000)]
    private static partial Regex Ids();
}
