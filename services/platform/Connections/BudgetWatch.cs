using Microsoft.Extensions.Logging;

namespace Crossdock.Platform.Connections;

/// <summary>Says once per window that an outside system allows no more calls, and once that it does again.</summary>
internal sealed partial class BudgetWatch(string connection, TimeProvider time, ILogger logger)
{
    private readonly Lock gate = new();
    private DateTimeOffset? until;

    public void Failed(ConnectionProblemException problem)
    {
        if (problem.Problem != ConnectionProblem.Throttled)
        {
            return;
        }

        var end = problem.RetryAt ?? time.GetUtcNow();
        lock (gate)
        {
            if (until is { } known && (problem.RetryAt is null || end <= known))
            {
                return; // It has been said of this window.
            }

            until = end;
        }

        LogExhausted(logger, connection, end, problem.Message);
    }

    /// <summary>A call went through, or may.</summary>
    public void Passed()
    {
        lock (gate)
        {
            if (until is null || time.GetUtcNow() < until)
            {
                return;
            }

            until = null;
        }

        LogRestored(logger, connection);
    }

    [LoggerMessage(
        EventId = 3,
        EventName = "BudgetExhausted",
        Level = LogLevel.Warning,
        Message = "Connection {Connection} may not call until {Until}: {Reason}"
    )]
    private static partial void LogExhausted(ILogger logger, string connection, DateTimeOffset until, string reason);

    [LoggerMessage(
        EventId = 4,
        EventName = "BudgetRestored",
        Level = LogLevel.Information,
        Message = "Connection {Connection} may call again"
    )]
    private static partial void LogRestored(ILogger logger, string connection);
}
