namespace Crossdock.CartAdapter;

/// <summary>Logs that work waits because its connection does not exist.</summary>
internal static partial class WaitingLog
{
    [LoggerMessage(
        LogLevel.Warning,
        "{Work} of {Merchant} waits: there is no cart connection {Connection}. Create one of this name"
    )]
    public static partial void WorkWithoutConnection(
        this ILogger logger,
        string work,
        string merchant,
        string connection
    );
}
