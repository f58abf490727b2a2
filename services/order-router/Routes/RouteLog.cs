namespace Crossdock.OrderRouter.Routes;

/// <summary>What happens to routes while the service runs.</summary>
internal static partial class RouteLog
{
    [LoggerMessage(LogLevel.Information, "The route from {Connection} to {Warehouse} was set up (version {Version})")]
    public static partial void RouteSaved(ILogger logger, string connection, string warehouse, int version);

    [LoggerMessage(LogLevel.Warning, "The route from {Connection} to {Warehouse} was deleted")]
    public static partial void RouteDeleted(ILogger logger, string connection, string warehouse);

    [LoggerMessage(
        LogLevel.Warning,
        "The routes in the store cannot be read now; orders go by those that are known: {Reason}"
    )]
    public static partial void RoutesNotRead(ILogger logger, string reason);
}
