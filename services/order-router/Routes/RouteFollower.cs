using Crossdock.Platform.Work;

namespace Crossdock.OrderRouter.Routes;

/// <summary>Follows what is stored, so that a route that was set up at one replica is taken by all.</summary>
public sealed class RouteFollower(
    StoredRoutes stored,
    WorkOptions options,
    TimeProvider time,
    ILogger<RouteFollower> logger
) : BackgroundService
{
    private bool isAway;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await RefreshAsync(stoppingToken);
            await Task.Delay(options.PollInterval, time, stoppingToken);
        }
    }

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        try
        {
            await stored.RefreshAsync(cancellationToken);
            isAway = false;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Orders go on by the routes that are known; an outage is told once, not at every look.
            if (!isAway)
            {
                RouteLog.RoutesNotRead(logger, e.Message);
            }

            isAway = true;
        }
    }
}
