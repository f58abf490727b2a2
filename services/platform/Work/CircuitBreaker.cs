using Crossdock.Adapters;
using Microsoft.Extensions.Logging;

namespace Crossdock.Platform.Work;

/// <summary>
/// Stops the calls to one external system that fails as a whole. The circuit stays open longer after each failure; then one test call decides
/// whether it closes. Documents wait meanwhile, and no other connection is affected.
/// </summary>
public sealed partial class CircuitBreaker(
    string connection,
    Func<CancellationToken, Task> test,
    WorkOptions options,
    TimeProvider time,
    ILogger logger
) : IDisposable
{
    /// <summary>One failure is no outage: it is logged and shown from this failure in a row.</summary>
    private const int OpensAfter = 3;
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);
    private readonly SemaphoreSlim testing = new(1, 1);
    private readonly Lock changing = new();
    private DateTimeOffset? rateLimitedUntil;
    private bool followsOutage;

    // How long it stays open is measured without the clock, which may be set back meanwhile.
    private long openedAt;
    private TimeSpan openFor;
    private int failures;

    public string Connection { get; } = connection;

    /// <summary>The id of the connection: its name and generation.</summary>
    public string Id { get; init; } = connection;

    /// <summary>Called with each failure that is reported here.</summary>
    public Action<ConnectionProblem>? OnFailure { get; init; }

    /// <summary>When the next call is allowed; null while the circuit is closed.</summary>
    public DateTimeOffset? OpenUntil { get; private set; }

    /// <summary>Why the circuit is open, for people.</summary>
    public string? Reason { get; private set; }

    /// <summary>What the latest failure in a row was; null while the circuit is closed.</summary>
    public ConnectionProblem? Problem { get; private set; }

    /// <summary>When the first failure in a row was; null while the circuit is closed.</summary>
    public DateTimeOffset? FailingSince { get; private set; }

    /// <summary>When a call or a test last succeeded in this process; null before the first.</summary>
    public DateTimeOffset? SucceededAt { get; private set; }

    /// <summary>True if it has opened so often in a row that people should know.</summary>
    public bool IsFailing => failures >= OpensAfter;

    /// <summary>The connection was saved while it failed: the first success of this circuit ends the outage that the one before reported.</summary>
    public void Follow(CircuitBreaker before) => followsOutage = before.IsFailing || before.followsOutage;

    /// <summary>Waits until the circuit is closed. After failures the system is tested first.</summary>
    public async Task PassAsync(CancellationToken cancellationToken)
    {
        while (OpenUntil is { } until)
        {
            if (OpenFor() is var wait && wait > TimeSpan.Zero)
            {
                // A delay drops fractions of a millisecond: without one more, the loop would spin through the last one.
                await Task.Delay(wait + Millisecond, time, cancellationToken);
                continue;
            }

            await testing.WaitAsync(cancellationToken);
            try
            {
                if (OpenUntil == until)
                {
                    await TestAsync(cancellationToken);
                }
            }
            finally
            {
                testing.Release();
            }
        }
    }

    /// <summary>A call succeeded.</summary>
    public void Succeeded()
    {
        lock (changing)
        {
            // A call that was in progress when the circuit opened says nothing about now.
            if (OpenUntil is null)
            {
                Close(isSuccess: true);
            }
        }
    }

    /// <summary>A call failed. Opens the circuit if the failure concerns the whole connection.</summary>
    public void Failed(ConnectionProblemException problem)
    {
        OnFailure?.Invoke(problem.Problem);
        lock (changing)
        {
            var now = time.GetUtcNow();
            var isThrottled = problem.Problem == ConnectionProblem.Throttled;
            if (isThrottled)
            {
                Limit(problem, now);
            }

            // A call that was in progress when the circuit opened counts with the one that opened it.
            if (!problem.ConcernsConnection || (OpenUntil is not null && OpenFor() > TimeSpan.Zero))
            {
                return;
            }

            failures += isThrottled ? 0 : 1;
            var pause = Backoff.After(failures, options.InitialBackoff, options.MaxPause, Random.Shared.NextDouble());
            OpenUntil = problem.RetryAt > now ? problem.RetryAt : now + pause;
            (openedAt, openFor) = (time.GetTimestamp(), OpenUntil.Value - now);
            (Reason, Problem) = (problem.Message, problem.Problem);
            FailingSince ??= now;
            if (failures == OpensAfter)
            {
                CircuitOpened(logger, Connection, problem.Problem, problem.Message);
            }
        }
    }

    public void Dispose() => testing.Dispose();

    private TimeSpan OpenFor()
    {
        lock (changing)
        {
            return openFor - time.GetElapsedTime(openedAt);
        }
    }

    private async Task TestAsync(CancellationToken cancellationToken)
    {
        try
        {
            var isTested = failures > 0;
            if (isTested)
            {
                await test(cancellationToken);
            }

            lock (changing)
            {
                Close(isTested);
            }
        }
        catch (ConnectionProblemException problem)
        {
            Failed(
                problem.ConcernsConnection
                    ? problem
                    : new ConnectionProblemException(ConnectionProblem.Down, problem.Message, problem)
            );
        }
    }

    private void Close(bool isSuccess)
    {
        if (IsFailing || (followsOutage && isSuccess))
        {
            CircuitClosed(logger, Connection);
            followsOutage = false;
        }

        // A limit that has passed is no success: nothing was called.
        SucceededAt = isSuccess ? time.GetUtcNow() : SucceededAt;
        (failures, OpenUntil, Reason) = (0, null, null);
        (Problem, FailingSince) = (null, null);
        if (rateLimitedUntil <= time.GetUtcNow())
        {
            rateLimitedUntil = null;
            RateLimitCleared(logger, Connection);
        }
    }

    /// <summary>Reports each window in which the system allows no more calls once.</summary>
    private void Limit(ConnectionProblemException problem, DateTimeOffset now)
    {
        var end = problem.RetryAt ?? now;
        if (rateLimitedUntil is null || (problem.RetryAt is not null && end > rateLimitedUntil))
        {
            rateLimitedUntil = end;
            RateLimitReached(logger, Connection, end, problem.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The circuit of {Connection} is open ({Problem}): {Reason}")]
    private static partial void CircuitOpened(
        ILogger logger,
        string connection,
        ConnectionProblem problem,
        string reason
    );

    [LoggerMessage(LogLevel.Information, "The circuit of {Connection} is closed again")]
    private static partial void CircuitClosed(ILogger logger, string connection);

    [LoggerMessage(LogLevel.Warning, "{Connection} allows no calls until {Until}: {Reason}")]
    private static partial void RateLimitReached(
        ILogger logger,
        string connection,
        DateTimeOffset until,
        string reason
    );

    [LoggerMessage(LogLevel.Information, "{Connection} allows calls again")]
    private static partial void RateLimitCleared(ILogger logger, string connection);
}
