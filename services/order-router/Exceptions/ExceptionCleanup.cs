using Crossdock.OrderRouter.Alerts;
using Crossdock.Platform.Storage;

namespace Crossdock.OrderRouter.Exceptions;

/// <summary>Deletes the groups that were resolved long ago, and the alerts that nobody needs any more. Each replica looks.</summary>
public sealed partial class ExceptionCleanup(
    IDocuments<ExceptionGroup> groups,
    IDocuments<AlertDocument> alerts,
    ExceptionOptions options,
    TimeProvider time,
    ILogger<ExceptionCleanup> logger
) : BackgroundService
{
    private const int MaxDated = 500;
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>Looks once.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var end = time.GetUtcNow().AddDays(-options.KeepResolvedDays);
        // What was resolved before then waited before then.
        var resolved = ExceptionGroup.ByState.Where(GroupState.Resolved).AtMost(end);
        await foreach (var group in groups.AllAsync(resolved, cancellationToken))
        {
            if (group is { ResolvedByPersonAt: null, AlertDue: null } && !(group.History[^1].At > end))
            {
                await groups.DeleteAsync(group, cancellationToken);
            }
        }

        await DateAsync(cancellationToken);
        await foreach (var alert in alerts.AllAsync(AlertDocument.ByDone.Where().AtMost(end), cancellationToken))
        {
            // One about what still waits says who is to be told that it is fixed.
            if (await groups.FindAsync(alert.GroupId, cancellationToken) is not { } group || IsOver(alert, group))
            {
                await alerts.DeleteAsync(alert, cancellationToken);
            }
        }
    }

    /// <summary>Those that an earlier version ended have no date yet: without one they would stay forever.</summary>
    private async Task DateAsync(CancellationToken cancellationToken)
    {
        // What has no date comes first; among it is what is still to be sent.
        var first = AlertDocument.ByDone.Where().Take(MaxDated);
        bool isMore;
        do
        {
            isMore = false;
            foreach (var alert in await alerts.QueryAsync(first, cancellationToken))
            {
                if (IsUndated(alert))
                {
                    await alerts.UpdateAsync(alert.Id, Date, cancellationToken);
                    isMore = true;
                }
            }
        } while (isMore);
    }

    private bool Date(AlertDocument alert)
    {
        var isUndated = IsUndated(alert);
        alert.DoneAt = isUndated ? alert.SentAt ?? time.GetUtcNow() : alert.DoneAt;
        return isUndated;
    }

    private static bool IsUndated(AlertDocument alert) => alert is { DoneAt: null, DueAt: null };

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                ExceptionsNotDeleted(logger, e.Message);
            }

            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static bool IsOver(AlertDocument alert, ExceptionGroup group) =>
        alert.Number < group.AlertNumber || group is { State: GroupState.Resolved, AlertDue: null };

    [LoggerMessage(LogLevel.Warning, "Resolved exceptions are deleted later: {Reason}")]
    private static partial void ExceptionsNotDeleted(ILogger logger, string reason);
}
