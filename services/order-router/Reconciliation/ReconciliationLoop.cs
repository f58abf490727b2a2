using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Crossdock.Contracts;
using Crossdock.Platform.Messaging;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;
using MassTransit;

namespace Crossdock.OrderRouter.Reconciliation;

/// <summary>Does what is due about reconciliations, and starts those of the schedule. One replica at a time has each.</summary>
public sealed partial class ReconciliationLoop(
    IDocuments<ReconciliationDocument> reconciliations,
    ReconciliationStart start,
    Comparison comparison,
    ReconciliationCleanup cleanup,
    RestoreReconciliation restored,
    IBus bus,
    ReconcileOptions options,
    WorkOptions work,
    TimeProvider time,
    ILogger<ReconciliationLoop> logger
) : BackgroundService
{
    /// <summary>Longer than any comparison takes; afterwards another replica takes it over.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var slot = SlotOf(time.GetUtcNow());
        var isFailing = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                slot = await ScheduleAsync(slot, stoppingToken);
                await restored.StartAsync(stoppingToken);
                await RunAsync(stoppingToken);
                isFailing = false;
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                if (!isFailing)
                {
                    ReconciliationPutOff(logger, e.Message);
                }

                isFailing = true;
            }

            await Task.Delay(work.PollInterval, time, stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Takes the next step of each that is due.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var due = ReconciliationDocument.ByDue.Where().AtMost(time.GetUtcNow()).Take(10);
        foreach (var one in await reconciliations.QueryAsync(due, cancellationToken))
        {
            one.DueAt = time.GetUtcNow() + Lease;
            if (await reconciliations.ReplaceAsync(one, cancellationToken))
            {
                await TryAsync(one, one.DueAt.Value, cancellationToken);
            }
        }
    }

    /// <summary>What fails, for example because a service that is asked has never been started, is tried again soon, and not when the lease ends.</summary>
    private async Task TryAsync(ReconciliationDocument one, DateTimeOffset lease, CancellationToken cancellationToken)
    {
        try
        {
            await StepAsync(one, cancellationToken);
        }
        catch when (!cancellationToken.IsCancellationRequested)
        {
            await reconciliations.UpdateAsync(
                one.Id,
                known =>
                {
                    var isOurs = known.DueAt == lease;
                    known.DueAt = isOurs ? time.GetUtcNow() + RetryAfter : known.DueAt;
                    return isOurs;
                },
                cancellationToken
            );
            throw;
        }
    }

    private async Task StepAsync(ReconciliationDocument one, CancellationToken cancellationToken)
    {
        switch (one.State)
        {
            case ReconciliationState.Requested:
                foreach (var part in one.Parts)
                {
                    await bus.PublishAsync(CommandFor(one, part), cancellationToken);
                }

                // The answers may have come already.
                await reconciliations.UpdateAsync(one.Id, Reading, cancellationToken);
                return;
            case ReconciliationState.Reading:
                await reconciliations.UpdateAsync(one.Id, GiveUp, cancellationToken);
                return;
            case ReconciliationState.Comparing:
                await CompareAsync(one, cancellationToken);
                return;
            default:
                one.DueAt = null;
                await reconciliations.ReplaceAsync(one, cancellationToken);
                return;
        }
    }

    private async Task CompareAsync(ReconciliationDocument one, CancellationToken cancellationToken)
    {
        var before = await reconciliations.QueryAsync(
            ReconciliationDocument.ByTime.Where().AtMost(one.RequestedAt).Backwards().Take(10),
            cancellationToken
        );
        var last = before.FirstOrDefault(other => other.Id != one.Id && other.State == ReconciliationState.Done);
        var found = await comparison.RunAsync(one, last, cancellationToken);
        var now = time.GetUtcNow();
        List<ExceptionRaised> raised = [.. DifferenceReport.Raised(found, now)];
        one.Raised = [.. raised.Select(message => message.Cause)];
        foreach (var message in raised.Concat<object>(DifferenceReport.Cleared(last?.Raised ?? [], one.Raised, now)))
        {
            await bus.PublishAsync(message, cancellationToken);
        }

        (one.State, one.CompletedAt, one.DueAt) = (ReconciliationState.Done, now, null);
        await reconciliations.ReplaceAsync(one, cancellationToken);
        var failed = string.Join(
            ", ",
            one.Parts.Where(part => part.Failure is not null).Select(part => part.Connection)
        );
        Reconciled(logger, one.Id, one.Agree, one.Differ, one.Mended, failed);
        await cleanup.RunAsync(one, cancellationToken);
    }

    private static object CommandFor(ReconciliationDocument one, ReconciliationPart part) =>
        part.IsWarehouse
            ? new ReconcileWarehouse
            {
                ReconciliationId = Guid.Parse(one.Id),
                Connection = part.Connection,
                From = one.From,
            }
            : new ReconcileCart
            {
                ReconciliationId = Guid.Parse(one.Id),
                Connection = part.Connection,
                From = one.From,
                To = one.To,
            };

    private bool Reading(ReconciliationDocument known)
    {
        if (known.State != ReconciliationState.Requested)
        {
            return false;
        }

        (known.State, known.DueAt) = (ReconciliationState.Reading, time.GetUtcNow() + options.Timeout);
        return true;
    }

    private bool GiveUp(ReconciliationDocument known)
    {
        if (known.State != ReconciliationState.Reading)
        {
            return false;
        }

        foreach (var part in known.Parts.Where(part => !part.IsComplete()))
        {
            part.Failure = $"It was not read to the end within {options.Timeout}: see the state of the connection.";
        }

        (known.State, known.DueAt) = (ReconciliationState.Comparing, time.GetUtcNow());
        return true;
    }

    /// <summary>Starts one with each new slot. Its id follows from the slot, so that two replicas start the same one.</summary>
    private async Task<long> ScheduleAsync(long slot, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var current = SlotOf(now);
        if (!options.Scheduled || current == slot)
        {
            return current;
        }

        var text = $"reconciliation {current.ToString(CultureInfo.InvariantCulture)} of {options.Interval}";
        var id = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16), bigEndian: true);
        await start.StartAsync(id, now - options.Window, now, null, null, cancellationToken);
        return current;
    }

    private long SlotOf(DateTimeOffset moment) => moment.UtcTicks / options.Interval.Ticks;

    [LoggerMessage(
        LogLevel.Information,
        "Reconciliation {ReconciliationId}: {Agree} orders agree, {Differ} differ, {Mended} were mended by reading; not compared: {NotCompared}"
    )]
    private static partial void Reconciled(
        ILogger logger,
        string reconciliationId,
        int agree,
        int differ,
        int mended,
        string notCompared
    );

    [LoggerMessage(LogLevel.Warning, "A reconciliation waits: {Reason}")]
    private static partial void ReconciliationPutOff(ILogger logger, string reason);
}
