using Crossdock.Platform.Work;

namespace Crossdock.OrderRouter.Routes;

/// <summary>Reads the stored routes periodically, so that every replica applies a change.</summary>
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
            // Orders are routed by the routes last read; an outage is logged once, not on every attempt.
            if (!isAway)
            {
                RouteLog.RoutesNotRead(logger, e.Message);
            }

            isAway = true;
        }
    }
}
