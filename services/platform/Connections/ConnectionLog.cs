using Microsoft.Extensions.Logging;

namespace Crossdock.Platform.Connections;

/// <summary>What happens to connections while the service runs.</summary>
internal static partial class ConnectionLog
{
    [LoggerMessage(LogLevel.Information, "Connection {Connection} to {Kind} was saved (version {Version})")]
    public static partial void ConnectionSaved(ILogger logger, string connection, string kind, int version);

    [LoggerMessage(LogLevel.Warning, "Connection {Connection} was disabled by a person")]
    public static partial void ConnectionDisabled(ILogger logger, string connection);

    [LoggerMessage(LogLevel.Information, "Connection {Connection} was enabled by a person")]
    public static partial void ConnectionEnabled(ILogger logger, string connection);

    [LoggerMessage(LogLevel.Warning, "Connection {Connection} was deleted by a person, with its adapter state")]
    public static partial void ConnectionDeleted(ILogger logger, string connection);

    [LoggerMessage(LogLevel.Error, "Connection {Connection} is unusable: {Reason}")]
    public static partial void ConnectionUnusable(ILogger logger, string connection, string reason);

    [LoggerMessage(LogLevel.Warning, "The stored connections cannot be read; those last read stay in use: {Reason}")]
    public static partial void ConnectionsNotRead(ILogger logger, string reason);
}
