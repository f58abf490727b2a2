namespace Crossdock.OrderRouter.Routes;

/// <summary>Log events of routes.</summary>
internal static partial class RouteLog
{
    [LoggerMessage(LogLevel.Information, "The route from {Connection} to {Warehouse} was saved (version {Version})")]
    public static partial void RouteSaved(ILogger logger, string connection, string warehouse, int version);

    [LoggerMessage(LogLevel.Warning, "The route from {Connection} to {Warehouse} was deleted")]
    public static partial void RouteDeleted(ILogger logger, string connection, string warehouse);

    [LoggerMessage(LogLevel.Warning, "The stored routes cannot be read; orders use the routes last read: {Reason}")]
    public static partial void RoutesNotRead(ILogger logger, string reason);
}
