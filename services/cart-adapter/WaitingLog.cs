namespace Crossdock.CartAdapter;

/// <summary>Tells of work that is stored for a connection which is not there: it waits for one of the same name.</summary>
internal static partial class WaitingLog
{
    [LoggerMessage(
        EventId = 111,
        EventName = "WorkWithoutConnection",
        Level = LogLevel.Warning,
        Message = "{Work} of {Merchant} waits: there is no cart connection {Connection}. Set one of this name up"
    )]
    public static partial void LogWaits(this ILogger logger, string work, string merchant, string connection);
}
