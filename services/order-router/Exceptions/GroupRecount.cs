using Crossdock.OrderRouter.Alerts;
using Crossdock.Platform.Storage;

namespace Crossdock.OrderRouter.Exceptions;

/// <summary>
/// Counts the groups: at once those that a message named, and all that wait at an interval. Each replica does; a count is the same, no
/// matter which replica makes it.
/// </summary>
public sealed partial class GroupRecount(
    ExceptionGroups groups,
    FixedCauses fixedCauses,
    StuckReports stuck,
    UnreadableReports unreadable,
    AlertPlanner alerts,
    RecountSignal signal,
    ExceptionOptions options,
    TimeProvider time,
    ILogger<GroupRecount> logger
) : BackgroundService
{
    /// <summary>Many orders go on hold together: one count serves all that came meanwhile.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Looks at all that wait: retries the orders whose cause is fixed, and counts.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var waiting = await groups.ToRecountAsync(cancellationToken);
        await stuck.RunAsync(waiting, cancellationToken);
        await unreadable.RunAsync(waiting, cancellationToken);
        foreach (var group in waiting)
        {
            await fixedCauses.RetryAsync(group, cancellationToken);
            await groups.RecountAsync(group.Id, cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var isFailing = false;
        var round = time.GetTimestamp();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                foreach (var id in signal.Take())
                {
                    await groups.RecountAsync(id, stoppingToken);
                }

                if (time.GetElapsedTime(round) >= options.RecountInterval)
                {
                    await RunAsync(stoppingToken);
                    round = time.GetTimestamp();
                }

                await alerts.RunAsync(stoppingToken);
                isFailing = false;
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // The next round counts again. An outage of the store is reported once.
                if (!isFailing || e is not StoreUnavailableException)
                {
                    ExceptionsNotCounted(logger, e.Message);
                }

                isFailing = true;
                round = time.GetTimestamp();
            }

            await WaitAsync(options.RecountInterval - time.GetElapsedTime(round), stoppingToken);
        }
    }

    private async Task WaitAsync(TimeSpan rest, CancellationToken stoppingToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAny(
            signal.WaitAsync(waiting.Token),
            Task.Delay(rest > Pause ? rest : Pause, time, waiting.Token)
        );
        await waiting.CancelAsync();
    }

    [LoggerMessage(LogLevel.Warning, "The exceptions cannot be counted and are counted again later: {Reason}")]
    private static partial void ExceptionsNotCounted(ILogger logger, string reason);
}
