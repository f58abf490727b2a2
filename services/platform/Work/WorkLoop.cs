using System.Threading.Channels;
using Crossdock.Adapters;
using Crossdock.Platform.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Crossdock.Platform.Work;

/// <summary>
/// Finds due documents, leases them (so that no other replica takes them) and runs the worker's step: one loop per connection, a few
/// steps at once. The lease is a time in the document itself: a worker that dies leaves a document that is due again.
/// </summary>
public sealed class WorkLoop<T>(
    IDocuments<T> documents,
    Worker<T> worker,
    WorkSignal<T> signal,
    ICircuits circuits,
    WorkOptions options,
    TimeProvider time,
    ILogger<WorkLoop<T>> logger
) : BackgroundService
    where T : WorkDocument
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        CircuitLoops.RunAsync(circuits, includeDisabled: !worker.CallsExternalSystem, RunAsync, stoppingToken);

    private async Task RunAsync(CircuitBreaker circuit, CancellationToken stoppingToken)
    {
        var woken = signal.Listen();
        var running = new HashSet<Task>();
        var (hasStarted, storeIsAway, round) = (false, false, 0);
        var dueTimes = new DueTimes<T>(documents, worker, circuit.Connection, options, time, logger);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!hasStarted)
                {
                    await worker.StartAsync(circuit, stoppingToken);
                    hasStarted = true;
                }

                await worker.PassAsync(stoppingToken);
                if (worker.CallsExternalSystem)
                {
                    await circuit.PassAsync(stoppingToken);
                }

                var room = options.Concurrency - running.Count;
                var batches = room > 0 ? await LeaseAsync(circuit, room, round++, stoppingToken) : [];
                storeIsAway = false;
                if (dueTimes.MayBeAhead())
                {
                    running.Add(dueTimes.CorrectAsync(stoppingToken));
                }

                running.UnionWith(batches.Select(batch => StepAsync(batch, circuit, stoppingToken)));
                await WaitAsync(running, woken, full: batches.Count >= room, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                // An outage of the store is reported once, not at every look.
                if (e is not StoreUnavailableException)
                {
                    RetryLog.WorkLoopFailed(logger, typeof(T).Name, e.Message, e);
                }
                else if (!storeIsAway)
                {
                    storeIsAway = true;
                    RetryLog.WorkLoopWaits(logger, typeof(T).Name, circuit.Connection, e.Message);
                }

                await Task.Delay(options.PollInterval, time, stoppingToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        signal.Forget(woken);
        await Task.WhenAll(running);
    }

    /// <summary>Waits for room if all places are taken, else for a signal, the next look or the end of a step.</summary>
    private async Task WaitAsync(
        HashSet<Task> running,
        ChannelReader<bool> woken,
        bool full,
        CancellationToken stoppingToken
    )
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var any = new List<Task>(running);
        if (!full)
        {
            any.Add(woken.WaitToReadAsync(waiting.Token).AsTask());
            any.Add(Task.Delay(options.PollInterval, time, waiting.Token));
        }

        if (any.Count > 0)
        {
            await Task.WhenAny(any);
        }

        await waiting.CancelAsync();
        woken.TryRead(out _);
        running.RemoveWhere(step => step.IsCompleted);
    }

    private async Task<List<List<T>>> LeaseAsync(
        CircuitBreaker circuit,
        int room,
        int round,
        CancellationToken stoppingToken
    )
    {
        var now = time.GetUtcNow();
        var due = await DueAsync(circuit.Connection, room, round, now, stoppingToken);
        var leased = await Task.WhenAll(
            due.Select(async document =>
            {
                document.WaitingSince ??= document.DueAt;
                (document.DueAt, document.Leased) = (now + options.Lease, true);
                return await documents.ReplaceAsync(document, stoppingToken) ? document : null;
            })
        );
        return [.. leased.OfType<T>().Chunk(worker.BatchSize).Select(batch => batch.ToList())];
    }

    private async Task<IEnumerable<T>> DueAsync(
        string connection,
        int room,
        int round,
        DateTimeOffset now,
        CancellationToken stoppingToken
    )
    {
        var count = room * worker.BatchSize;
        var all = Worker<T>.ByDue.Where(connection).AtMost(now).Take(count);
        if (worker.FollowUps(connection) is not { } followUps)
        {
            return await documents.QueryAsync(all, stoppingToken);
        }

        // Where only one place gets free at a time, it is theirs every second time.
        var places = (count + round % 2) / 2;
        var first = places > 0 ? await documents.QueryAsync(followUps.AtMost(now).Take(places), stoppingToken) : [];
        return first.Count == count
            ? first
            : first.Concat(await documents.QueryAsync(all, stoppingToken)).DistinctBy(one => one.Id).Take(count);
    }

    private async Task StepAsync(List<T> batch, CircuitBreaker circuit, CancellationToken stoppingToken)
    {
        var leaseEnd = batch[0].DueAt;
        // A step that takes longer than its lease must not go on beside another one, and must not hold its place forever.
        using var end = worker.RenewsLease ? new() : new CancellationTokenSource(options.Lease, time);
        using var lease = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, end.Token);
        StepLease.Begin(worker.RenewsLease ? null : leaseEnd);
        try
        {
            await worker.StepAsync(batch, lease.Token);
            if (worker.CallsExternalSystem)
            {
                circuit.Succeeded();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The intent is stored; the next worker looks at once instead of when the lease ends.
            batch.ForEach(d => (d.DueAt, d.Leased) = (time.GetUtcNow(), false));
        }
        catch (OperationCanceledException e) when (end.IsCancellationRequested)
        {
            Fail(batch, circuit, new TimeoutException($"it took longer than {options.Lease}", e));
        }
        catch (Exception e)
        {
            Fail(batch, circuit, e);
        }

        await SaveAsync(batch, leaseEnd);
    }

    private void Fail(List<T> batch, CircuitBreaker circuit, Exception e)
    {
        var now = time.GetUtcNow();
        var problem = e as ConnectionProblemException;
        if (problem is not null)
        {
            circuit.Failed(problem);
        }

        var isReported = false;
        foreach (var document in batch.Where(d => d.Leased))
        {
            document.LastError = e.Message;
            document.Leased = false;
            // A batch of what belongs to no order was one call, and is one event.
            var report = !isReported || document.Order() is not null;
            isReported = true;
            if (problem is { NothingWasDone: true })
            {
                // Not the document's fault: it is due as soon as the circuit closes, or this kind of work may go on.
                document.DueAt = problem is { SparesOtherWork: true, RetryAt: { } later } ? later : now;
                if (report)
                {
                    RetryLog.StepPutOff(logger, document, e.Message);
                }

                continue;
            }

            document.Attempts++;
            document.DueAt =
                now + Backoff.After(document.Attempts, options.InitialBackoff, MaxBackoff, Random.Shared.NextDouble());
            if (report)
            {
                RetryLog.StepFailed(logger, document, e, unexpected: problem is null);
            }
        }
    }

    private TimeSpan MaxBackoff => worker.MaxBackoff ?? options.MaxBackoff;

    private async Task SaveAsync(List<T> batch, DateTimeOffset? leaseEnd)
    {
        try
        {
            // Not canceled when the service stops: what was done must be known afterwards.
            await Task.WhenAll(batch.Select(document => LetGoAsync(document, leaseEnd)));
        }
        catch (StoreUnavailableException e)
        {
            // The lease ends automatically, and the next worker looks what was done.
            RetryLog.WorkLoopWaits(logger, typeof(T).Name, batch[0].Connection, e.Message);
        }
    }

    private async Task LetGoAsync(T document, DateTimeOffset? leaseEnd)
    {
        if (!await documents.ReplaceAsync(document, CancellationToken.None))
        {
            // Somebody wrote meanwhile. The stored intent stands: the next step looks before it does anything again.
            await documents.UpdateAsync(document.Id, Release, CancellationToken.None);
            signal.Wake();
        }

        bool Release(T stored)
        {
            // If the lease ran out meanwhile, another worker has the document now, and keeps it.
            var isOurs = stored.Leased && stored.DueAt == leaseEnd;
            (stored.DueAt, stored.Leased) = isOurs ? (time.GetUtcNow(), false) : (stored.DueAt, stored.Leased);
            return isOurs;
        }
    }
}
