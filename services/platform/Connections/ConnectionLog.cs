using Microsoft.Extensions.Logging;

namespace Crossdock.Platform.Connections;

/// <summary>What happens to connections while the service runs.</summary>
internal static partial class ConnectionLog
{
    [LoggerMessage(
        EventId = 3,
        EventName = "ConnectionSetUp",
        Level = LogLevel.Information,
        Message = "Connection {Connection} to {Kind} was set up (edition {Edition})"
    )]
    public static partial void SetUp(ILogger logger, string connection, string kind, int edition);

    [LoggerMessage(
        EventId = 4,
        EventName = "ConnectionHeld",
        Level = LogLevel.Warning,
        Message = "Connection {Connection} was {Decision} by a person"
    )]
    public static partial void Held(ILogger logger, string connection, string decision);

    [LoggerMessage(
        EventId = 7,
        EventName = "ConnectionTakenAway",
        Level = LogLevel.Warning,
        Message = "Connection {Connection} was taken away by a person, and what it remembered"
    )]
    public static partial void TakenAway(ILogger logger, string connection);

    [LoggerMessage(
        EventId = 5,
        EventName = "ConnectionUnusable",
        Level = LogLevel.Error,
        Message = "Connection {Connection} cannot work: {Reason}"
    )]
    public static partial void Unusable(ILogger logger, string connection, string reason);
}
