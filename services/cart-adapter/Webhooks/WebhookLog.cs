namespace Crossdock.CartAdapter.Webhooks;

internal static partial class WebhookLog
{
    [LoggerMessage(
        LogLevel.Warning,
        "A webhook of {Connection} is about an order that cannot be fetched now: {Reason}"
    )]
    public static partial void WebhookNotFetched(ILogger logger, string connection, string reason);

    [LoggerMessage(LogLevel.Information, "{Connection} sends its webhooks to {Address}")]
    public static partial void WebhooksSubscribed(ILogger logger, string connection, Uri address);
}
