using System.Text.Json;

namespace Crossdock.OrderRouter.Alerts;

/// <summary>An alert as JSON. Pure.</summary>
internal static class WebhookBody
{
    public static string Of(AlertMessage message, AlertKind kind) =>
        kind switch
        {
            AlertKind.Slack => Slack(message),
            AlertKind.Teams => Teams(message),
            _ => Plain(message),
        };

    private static string Slack(AlertMessage message) =>
        Json(new { text = $"*{Escaped(message.Title)}*\n{Escaped(message.Text)}" });

    private static string Teams(AlertMessage message) =>
        Json(
            new
            {
                type = "message",
                attachments = new object[]
                {
                    new
                    {
                        contentType = "application/vnd.microsoft.card.adaptive",
                        content = new
                        {
                            type = "AdaptiveCard",
                            version = "1.4",
                            body = new object[]
                            {
                                new
                                {
                                    type = "TextBlock",
                                    text = message.Title,
                                    weight = "Bolder",
                                    wrap = true,
                                },
                                new
                                {
                                    type = "TextBlock",
                                    text = message.Text.Replace("\n", "\n\n", StringComparison.Ordinal),
                                    wrap = true,
                                },
                            },
                        },
                    },
                },
            }
        );

    private static string Plain(AlertMessage message) =>
        Json(
            new
            {
                id = message.Id,
                @event = $"exception.{message.Event}",
                at = message.At,
                title = message.Title,
                text = message.Text,
                exceptions = message.Exceptions,
            }
        );

    /// <summary>Slack takes these for markup.</summary>
    private static string Escaped(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);

    private static string Json(object body) => JsonSerializer.Serialize(body, JsonSerializerOptions.Web);
}
