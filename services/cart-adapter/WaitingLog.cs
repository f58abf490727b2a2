namespace Crossdock.CartAdapter;

/// <summary>Tells of work that is stored for a connection which is not there: it waits for one of the same name.</summary>
internal static partial class WaitingLog
{
    [LoggerMessage(
        LogLevel.Warning,
        "{Work} of {Merchant} waits: there is no cart connection {Connection}. Set one of this name up"
    )]
    public static partial void WorkWithoutConnection(
        this ILogger logger,
        string work,
        string merchant,
        string connection
    );
}
