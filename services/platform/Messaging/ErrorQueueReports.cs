using Crossdock.Contracts;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace Crossdock.Platform.Messaging;

/// <summary>
/// Tells people of messages in an error queue: in the log once, and again when there are more; on the list of exceptions while there are any,
/// again and again, since the queue itself is what is known.
/// </summary>
public sealed partial class ErrorQueueReports(IBus bus, TimeProvider time, ILogger<ErrorQueueReports> logger)
{
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);
    private readonly Dictionary<string, Report> reports = new(StringComparer.Ordinal);

    /// <summary>The queue has this many messages now.</summary>
    public async Task ReportAsync(string queue, uint count, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var isKnown = reports.TryGetValue(queue, out var before);
        before ??= new Report(0, null, default);
        if (count > before.Count)
        {
            ErrorQueueNotEmpty(logger, queue, count);
        }
        else if (count == 0 && before.Count > 0)
        {
            ErrorQueueEmpty(logger, queue);
        }

        var report = new Report(count, count == 0 ? null : before.Since ?? now, before.PublishedAt);
        // Empty is published once after a start too: it may have been emptied while this service was down.
        if (!isKnown || count != before.Count || (count > 0 && now - before.PublishedAt >= Again))
        {
            // Who keeps the list may not be there yet; it is published again.
            await bus.PublishAsync(MessageOf(queue, report, now), cancellationToken, requiresSubscriber: false);
            report = report with { PublishedAt = now };
        }

        reports[queue] = report;
    }

    private static object MessageOf(string queue, Report report, DateTimeOffset now)
    {
        var cause = new ExceptionCause { Kind = ExceptionKind.MessagesFailed, Subject = queue };
        return report.Since is { } since
            ? new ExceptionRaised
            {
                Cause = cause,
                Text = $"Messages that no consumer could handle wait in {queue}.",
                Count = (int)report.Count,
                Example = queue,
                Since = since,
                At = now,
            }
            : new ExceptionCleared { Cause = cause, At = now };
    }

    [LoggerMessage(LogLevel.Error, "{Messages} messages wait for a person in {Queue}")]
    private static partial void ErrorQueueNotEmpty(ILogger logger, string queue, uint messages);

    [LoggerMessage(LogLevel.Information, "{Queue} is empty again")]
    private static partial void ErrorQueueEmpty(ILogger logger, string queue);

    private sealed record Report(uint Count, DateTimeOffset? Since, DateTimeOffset PublishedAt);
}
