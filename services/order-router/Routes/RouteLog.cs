namespace Crossdock.OrderRouter.Routes;

/// <summary>What happens to routes while the service runs.</summary>
internal static partial class RouteLog
{
    [LoggerMessage(
        EventId = 310,
        EventName = "RouteSetUp",
        Level = LogLevel.Information,
        Message = "The route from {Connection} to {Warehouse} was set up (edition {Edition})"
    )]
    public static partial void SetUp(ILogger logger, string connection, string warehouse, int edition);

    [LoggerMessage(
        EventId = 311,
        EventName = "RouteTakenAway",
        Level = LogLevel.Warning,
        Message = "The route from {Connection} to {Warehouse} was taken away"
    )]
    public static partial void TakenAway(ILogger logger, string connection, string warehouse);

    [LoggerMessage(
        EventId = 312,
        EventName = "RoutesNotRead",
        Level = LogLevel.Warning,
        Message = "The routes in the store cannot be read now; orders go by those that are known: {Reason}"
    )]
    public static partial void NotRead(ILogger logger, string reason);
}
