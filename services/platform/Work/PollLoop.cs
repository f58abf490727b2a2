using Crossdock.Adapters;
using Crossdock.Platform.Connections;
using Crossdock.Platform.Observability;
using Crossdock.Platform.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Crossdock.Platform.Work;

/// <summary>Runs a poller for each connection, in one replica at a time, and keeps how far it has come.</summary>
public sealed partial class PollLoop(
    Poller poller,
    IDocuments<PollDocument> polls,
    ICircuits circuits,
    PollSignal signal,
    WorkOptions options,
    TimeProvider time,
    ILogger<PollLoop> logger
) : BackgroundService
{
    /// <summary>This replica: drawn, because two on one machine must differ.</summary>
    private readonly string holder = $"{Environment.MachineName}/{Guid.NewGuid():N}";

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        ConnectionLoops.RunAsync(circuits, RunAsync, stoppingToken);

    private async Task RunAsync(CircuitBreaker circuit, CancellationToken stoppingToken)
    {
        var failures = 0;
        var called = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = options.PollInterval;
            try
            {
                await circuit.PassAsync(stoppingToken);
                var woken = signal.WokenAsync(poller.Subject, circuit.Connection);
                if (await LeaseAsync(circuit, called, stoppingToken) is { } poll)
                {
                    await RunAsync(circuit, poll, stoppingToken);
                }

                failures = 0;
                var pause = Task.Delay(poller.Every(circuit.Connection), time, stoppingToken);
                called = await Task.WhenAny(woken, pause) == woken;
                continue;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                failures++;
                if (e is ConnectionProblemException problem)
                {
                    circuit.Failed(problem);
                }

                wait = e is ConnectionProblemException { SparesOtherWork: true, RetryAt: { } later }
                    ? later - time.GetUtcNow()
                    : Backoff.After(failures, options.InitialBackoff, options.MaxPause, Random.Shared.NextDouble());
                PollFailed(
                    logger,
                    poller.Subject,
                    circuit.Connection,
                    e.Message,
                    e is ConnectionProblemException or StoreUnavailableException ? null : e
                );
            }

            await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, time, stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RunAsync(CircuitBreaker circuit, PollDocument poll, CancellationToken stoppingToken)
    {
        using var run = new PollRun(polls, poll, options.Lease, time, stoppingToken);
        try
        {
            poller.Reached[circuit.Connection] = run.ReachedAsync;
            // A trace of its own: it reads for many orders at once.
            using var activity = OrderTrace.Start($"poll {poller.Subject}", traceParent: null);
            activity?.SetTag("Connection", circuit.Connection);
            var since = run.GoesOn ? run.Cursor : poller.Begin(circuit.Connection, run.Cursor);
            var reading = poller.PollAsync(circuit.Connection, since, run.Token);
            await run.KeepAsync(reading);
            await run.EndAsync(await reading);
            circuit.Succeeded();
        }
        catch (Exception e)
        {
            await run.FailAsync(e.Message);
            throw;
        }
        finally
        {
            poller.Reached.TryRemove(circuit.Connection, out _);
        }
    }

    private async Task<PollDocument?> LeaseAsync(CircuitBreaker circuit, bool called, CancellationToken stoppingToken)
    {
        var owner = poller.OutlivesConnection ? null : circuit.Id;
        var id = $"{poller.Subject}:{owner ?? circuit.Connection}";
        var now = time.GetUtcNow();
        var poll = await polls.FindAsync(id, stoppingToken);
        if (poll is null)
        {
            poll = new PollDocument { Id = id };
            if (!await polls.InsertAsync(poll, stoppingToken))
            {
                return null;
            }
        }

        // Replicas share one pace: where another one has just read, this one waits for its turn, unless it was called.
        var dueAt = poll.LastRunAt + (poller.Every(circuit.Connection) * 0.9);
        if (poll.LeasedUntil > now || (dueAt > now && !called))
        {
            return null;
        }

        (poll.Connection, poll.Holder, poll.LeasedUntil) = (owner, holder, now + options.Lease);
        return await polls.ReplaceAsync(poll, stoppingToken) ? poll : null;
    }

    [LoggerMessage(LogLevel.Warning, "Reading {Subject} of {Connection} failed and is tried again: {Reason}")]
    private static partial void PollFailed(
        ILogger logger,
        string subject,
        string connection,
        string reason,
        Exception? exception
    );
}
