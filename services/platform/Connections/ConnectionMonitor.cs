using Crossdock.Adapters;
using Crossdock.Contracts;
using Crossdock.Platform.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Crossdock.Platform.Connections;

/// <summary>
/// Reports the connections that need a person: those that are rejected, that fail for longer than <see cref="ConnectionOptions.ReportAfter"/>,
/// or that cannot be used, and the records that cannot be read. A report of a connection ends with a success after it, in whichever replica.
/// </summary>
public sealed partial class ConnectionMonitor<TSystem>(
    ConnectionSet<TSystem> connections,
    ExceptionReporter<TSystem> reporter,
    UnreadableDocuments documents,
    ConnectionOptions options,
    TimeProvider time,
    ILogger<ConnectionMonitor<TSystem>> logger
) : BackgroundService
    where TSystem : IExternalSystem
{
    private static readonly TimeSpan MaxInterval = TimeSpan.FromSeconds(15);

    /// <summary>Where only changes are read, nobody notices that a record was corrected: its report ends when it is not found again.</summary>
    private static readonly TimeSpan RecordUnreadableFor = TimeSpan.FromDays(1);
    private static readonly TimeSpan DocumentUnreadableFor = TimeSpan.FromHours(1);
    private static readonly string[] Kinds =
    [
        ExceptionKind.ConnectionRejected,
        ExceptionKind.ConnectionDown,
        ExceptionKind.ConnectionUnusable,
    ];

    /// <summary>Looks at all connections once.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var failing = Failing().ToList();
        foreach (var (cause, text, since) in failing)
        {
            await reporter.RaiseAsync(cause, text, since, cancellationToken);
        }

        await ReportUnreadableAsync(cancellationToken);
        foreach (var report in await reporter.AllAsync(cancellationToken))
        {
            if (!report.IsCleared && IsOver(report, failing.ConvertAll(one => one.Cause)))
            {
                await reporter.ClearAsync(report.Cause, cancellationToken);
            }
        }

        await reporter.PublishAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var isFailing = false;
        using var timer = new PeriodicTimer(
            options.ReportAfter < MaxInterval ? options.ReportAfter : MaxInterval,
            time
        );
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunAsync(stoppingToken);
                isFailing = false;
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // The store or the broker is away: the reports are stored, or found again in the next round.
                if (!isFailing)
                {
                    ExceptionsNotReported(logger, e.Message);
                }

                isFailing = true;
            }
        }
    }

    private async Task ReportUnreadableAsync(CancellationToken cancellationToken)
    {
        foreach (var connection in connections.All.Where(one => !one.IsDisabled))
        {
            foreach (var source in connection.Unreadable.Pending())
            {
                var cause = CauseOf(
                    ExceptionKind.RecordUnreadable,
                    connection.Settings.Name,
                    connection.Settings.Merchant
                ) with
                {
                    Subject = source.Source,
                };
                if (
                    source.Reasons.OrderBy(one => one.Key, StringComparer.Ordinal).FirstOrDefault() is
                    { Key: { } record } first
                )
                {
                    await reporter.RaiseAsync(
                        cause,
                        $"{record} cannot be read: {first.Value}",
                        time.GetUtcNow(),
                        cancellationToken,
                        source.Reasons.Count,
                        record
                    );
                }
                else
                {
                    await reporter.ClearAsync(cause, cancellationToken);
                }

                connection.Unreadable.PassedOn(source);
            }
        }

        foreach (var (collection, count, id, reason) in documents.All)
        {
            await reporter.RaiseAsync(
                ExceptionCause.OfStored(collection),
                reason,
                time.GetUtcNow(),
                cancellationToken,
                count,
                id
            );
        }
    }

    private IEnumerable<(ExceptionCause Cause, string Text, DateTimeOffset Since)> Failing()
    {
        var now = time.GetUtcNow();
        foreach (var connection in connections.All.Where(one => one is { IsDisabled: false, Circuit.IsFailing: true }))
        {
            var circuit = connection.Circuit;
            var isRejected = circuit.Problem == ConnectionProblem.Credentials;
            var since = circuit.FailingSince ?? now;
            if (isRejected || now - since >= options.ReportAfter)
            {
                yield return (
                    CauseOf(
                        isRejected ? ExceptionKind.ConnectionRejected : ExceptionKind.ConnectionDown,
                        connection.Settings.Name,
                        connection.Settings.Merchant
                    ),
                    circuit.Reason ?? "It fails.",
                    since
                );
            }
        }

        foreach (var (name, reason) in connections.Unusable.Where(one => connections.Find(one.Key) is null))
        {
            yield return (CauseOf(ExceptionKind.ConnectionUnusable, name, merchant: null), reason, now);
        }
    }

    private bool IsOver(ExceptionReport report, List<ExceptionCause> failing)
    {
        var cause = report.Cause;
        if (cause.Kind == ExceptionKind.RecordUnreadable)
        {
            return time.GetUtcNow() - report.SeenAt
                    > (cause.Connection is null ? DocumentUnreadableFor : RecordUnreadableFor)
                || (cause.Connection is { } name && connections.Find(name) is not { IsDisabled: false });
        }

        if (!Kinds.Contains(cause.Kind) || failing.Contains(cause))
        {
            return false;
        }

        // Another kind of failure took its place; or it is not there any more, or a person has disabled it.
        return failing.Exists(one => one.Connection == cause.Connection)
            || connections.Find(cause.Connection!) is not { IsDisabled: false } connection
            || cause.Kind == ExceptionKind.ConnectionUnusable
            || connection.Circuit.SucceededAt > report.SeenAt;
    }

    private static ExceptionCause CauseOf(string kind, string connection, string? merchant) =>
        new()
        {
            Kind = kind,
            Merchant = merchant,
            Connection = connection,
        };

    [LoggerMessage(LogLevel.Warning, "What waits for a person is reported later: {Reason}")]
    private static partial void ExceptionsNotReported(ILogger logger, string reason);
}
