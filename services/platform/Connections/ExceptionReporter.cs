using Crossdock.Adapters;
using Crossdock.Contracts;
using Crossdock.Platform.Messaging;
using Crossdock.Platform.Storage;
using MassTransit;

namespace Crossdock.Platform.Connections;

/// <summary>
/// Reports what waits for a person and is no order. Each report is stored first and published then; it is published again while it lasts, and
/// for a while after it is over.
/// </summary>
public sealed class ExceptionReporter<TSystem>(IDocuments<ExceptionReport> reports, IBus bus, TimeProvider time)
    where TSystem : IExternalSystem
{
    private const int MaxReports = 1000;
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Seen = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    /// <summary>All that are known, also those that were over a while ago.</summary>
    public Task<IReadOnlyList<ExceptionReport>> AllAsync(CancellationToken cancellationToken) =>
        reports.QueryAsync(ExceptionReport.ById.Where().Take(MaxReports), cancellationToken);

    /// <summary>It is so now. Safe to repeat.</summary>
    /// <param name="cause">What identifies it.</param>
    /// <param name="text">What is wrong, in a sentence.</param>
    /// <param name="since">Since when, if it is new.</param>
    /// <param name="cancellationToken">Stops before the next try.</param>
    /// <param name="count">How many are affected.</param>
    /// <param name="example">One of them.</param>
    public async Task RaiseAsync(
        ExceptionCause cause,
        string text,
        DateTimeOffset since,
        CancellationToken cancellationToken,
        int count = 1,
        string? example = null
    )
    {
        var now = time.GetUtcNow();
        var report = new ExceptionReport
        {
            Id = ExceptionReport.IdOf(cause),
            Cause = cause,
            Text = text,
            Count = count,
            Example = example,
            Since = since,
            SeenAt = now,
        };
        if (
            await reports.UpdateAsync(report.Id, Change, cancellationToken) is null
            && !await reports.InsertAsync(report, cancellationToken)
        )
        {
            await reports.UpdateAsync(report.Id, Change, cancellationToken);
        }

        bool Change(ExceptionReport known)
        {
            var isNews = known.IsCleared || known.Count != count;
            if (!isNews && known.Text == text && now - known.SeenAt < Seen)
            {
                return false;
            }

            known.Since = known.IsCleared ? since : known.Since;
            (known.Text, known.Count, known.Example) = (text, count, example);
            (known.SeenAt, known.IsCleared) = (now, false);
            known.PublishedAt = isNews ? null : known.PublishedAt;
            return true;
        }
    }

    /// <summary>It is over. Safe to repeat, and for what was never reported.</summary>
    public Task ClearAsync(ExceptionCause cause, CancellationToken cancellationToken) =>
        reports.UpdateAsync(
            ExceptionReport.IdOf(cause),
            known =>
            {
                var isNews = !known.IsCleared;
                (known.IsCleared, known.SeenAt) = (true, isNews ? time.GetUtcNow() : known.SeenAt);
                known.PublishedAt = isNews ? null : known.PublishedAt;
                return isNews;
            },
            cancellationToken
        );

    /// <summary>Publishes what is new, and again what is not; forgets what has long been over.</summary>
    public async Task PublishAsync(CancellationToken cancellationToken)
    {
        foreach (var report in await AllAsync(cancellationToken))
        {
            var now = time.GetUtcNow();
            if (report.IsCleared && report.PublishedAt is not null && now - report.SeenAt > Kept)
            {
                await reports.DeleteAsync(report, cancellationToken);
            }
            // A time in the future is one from before the clock was set back.
            else if (report.PublishedAt is not { } last || now - last >= Again || last > now + Again)
            {
                await bus.PublishAsync(MessageOf(report), cancellationToken);
                report.PublishedAt = now;
                // The request that changed it meanwhile publishes it again.
                await reports.ReplaceAsync(report, cancellationToken);
            }
        }
    }

    private static object MessageOf(ExceptionReport report) =>
        report.IsCleared
            ? new ExceptionCleared { Cause = report.Cause, At = report.SeenAt }
            : new ExceptionRaised
            {
                Cause = report.Cause,
                Text = report.Text,
                Count = report.Count,
                Example = report.Example,
                Since = report.Since,
                At = report.SeenAt,
            };
}
