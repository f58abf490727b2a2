using Crossdock.Adapters;
using Crossdock.Platform.Work;
using Microsoft.Extensions.Logging;

namespace Crossdock.Platform.Connections;

/// <summary>
/// Stands before one external system. When the system fails as a whole, the gate closes for a while, longer each time, and lets one
/// test through before it opens again: documents wait meanwhile, and no other connection notices.
/// </summary>
public sealed partial class CircuitBreaker(
    string connection,
    Func<CancellationToken, Task> test,
    WorkOptions options,
    TimeProvider time,
    ILogger logger
) : IDisposable
{
    /// <summary>One hiccup is no outage: from this failure in a row on the connection counts as paused.</summary>
    private const int OpensAfter = 3;
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);
    private readonly SemaphoreSlim testing = new(1, 1);
    private readonly RateLimitLog budget = new(connection, time, logger);
    private int failures;

    public string Connection { get; } = connection;

    /// <summary><see cref="ConnectionSettings.Id"/> of the connection.</summary>
    public string Id { get; init; } = connection;

    /// <summary>Closed until then; null while open.</summary>
    public DateTimeOffset? OpenUntil { get; private set; }

    /// <summary>Why it is closed, for people.</summary>
    public string? Reason { get; private set; }

    /// <summary>Whether it has failed so often that people should know.</summary>
    public bool Paused => failures >= OpensAfter;

    /// <summary>Waits until the system may be called. After failures it is tested first.</summary>
    public async Task PassAsync(CancellationToken cancellationToken)
    {
        while (OpenUntil is { } until)
        {
            if (until - time.GetUtcNow() is var wait && wait > TimeSpan.Zero)
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

    /// <summary>A call went through.</summary>
    public void Succeeded()
    {
        // A call that was already on its way when the gate closed says nothing about now.
        if (OpenUntil is null)
        {
            Open();
        }
    }

    /// <summary>A call failed. Closes the gate where the failure concerns the whole connection.</summary>
    public void Failed(ConnectionProblemException problem)
    {
        budget.Failed(problem);
        if (!problem.ConcernsConnection)
        {
            return;
        }

        var now = time.GetUtcNow();
        if (OpenUntil > now)
        {
            return; // A call that was already on its way when the gate closed.
        }

        failures += problem.Problem == ConnectionProblem.Throttled ? 0 : 1;
        var pause = Backoff.After(failures, options.InitialBackoff, options.MaxPause, Random.Shared.NextDouble());
        OpenUntil = problem.RetryAt > now ? problem.RetryAt : now + pause;
        Reason = problem.Message;
        if (failures == OpensAfter)
        {
            CircuitOpened(logger, Connection, problem.Problem, problem.Message);
        }
    }

    private async Task TestAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (failures > 0)
            {
                await test(cancellationToken);
            }

            Open();
        }
        catch (ConnectionProblemException problem)
        {
            Failed(problem.ConcernsConnection ? problem : Down(problem));
        }
    }

    private void Open()
    {
        if (Paused)
        {
            CircuitClosed(logger, Connection);
        }

        (failures, OpenUntil, Reason) = (0, null, null);
        budget.Passed();
    }

    public void Dispose() => testing.Dispose();

    private static ConnectionProblemException Down(ConnectionProblemException problem) =>
        new(ConnectionProblem.Down, problem.Message, problem);

    [LoggerMessage(LogLevel.Warning, "Connection {Connection} is paused ({Problem}): {Reason}")]
    private static partial void CircuitOpened(
        ILogger logger,
        string connection,
        ConnectionProblem problem,
        string reason
    );

    [LoggerMessage(LogLevel.Information, "Connection {Connection} works again")]
    private static partial void CircuitClosed(ILogger logger, string connection);
}
