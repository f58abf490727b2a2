using Crossdock.Adapters;
using Microsoft.Extensions.Logging;

namespace Crossdock.Platform.Connections;

/// <summary>Says once per window that an external system allows no more calls, and once that it does again.</summary>
internal sealed partial class RateLimitLog(string connection, TimeProvider time, ILogger logger)
{
    private readonly Lock circuit = new();
    private DateTimeOffset? until;

    public void Failed(ConnectionProblemException problem)
    {
        if (problem.Problem != ConnectionProblem.Throttled)
        {
            return;
        }

        var end = problem.RetryAt ?? time.GetUtcNow();
        lock (circuit)
        {
            if (until is { } known && (problem.RetryAt is null || end <= known))
            {
                return; // It has been said of this window.
            }

            until = end;
        }

        RateLimitReached(logger, connection, end, problem.Message);
    }

    /// <summary>A call went through, or may.</summary>
    public void Passed()
    {
        lock (circuit)
        {
            if (until is null || time.GetUtcNow() < until)
            {
                return;
            }

            until = null;
        }

        RateLimitCleared(logger, connection);
    }

    [LoggerMessage(LogLevel.Warning, "Connection {Connection} may not call until {Until}: {Reason}")]
    private static partial void RateLimitReached(
        ILogger logger,
        string connection,
        DateTimeOffset until,
        string reason
    );

    [LoggerMessage(LogLevel.Information, "Connection {Connection} may call again")]
    private static partial void RateLimitCleared(ILogger logger, string connection);
}
