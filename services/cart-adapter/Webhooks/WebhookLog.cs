namespace Crossdock.CartAdapter.Webhooks;

internal static partial class WebhookLog
{
    [LoggerMessage(
        EventId = 130,
        EventName = "WebhookNotFetched",
        Level = LogLevel.Warning,
        Message = "A webhook of {Connection} names an order that cannot be fetched now: {Reason}"
    )]
    public static partial void NotFetched(ILogger logger, string connection, string reason);

    [LoggerMessage(
        EventId = 131,
        EventName = "WebhooksSubscribed",
        Level = LogLevel.Information,
        Message = "{Connection} sends its webhooks to {Address}"
    )]
    public static partial void Subscribed(ILogger logger, string connection, Uri address);
}
