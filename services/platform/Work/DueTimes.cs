using Crossdock.Platform.Storage;
using Microsoft.Extensions.Logging;

namespace Crossdock.Platform.Work;

/// <summary>
/// Finds documents whose time cannot have been set by the clock as it goes now. A clock that was ahead and is set right leaves leases and
/// last runs in the future behind: nobody would look at those documents until then.
/// </summary>
internal sealed class DueTimes<T>(
    IDocuments<T> documents,
    Worker<T> worker,
    string connection,
    WorkOptions options,
    TimeProvider time,
    ILogger logger
)
    where T : WorkDocument
{
    private const int PageSize = 500;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(1);

    /// <summary>Between the clocks of two replicas.</summary>
    private static readonly TimeSpan MaxDifference = TimeSpan.FromMinutes(1);
    private (long Timestamp, DateTimeOffset Now)? last;

    /// <summary>True at the first call, since the clock may have been set back while no process ran, and after it was set back.</summary>
    public bool MayBeAhead()
    {
        var (timestamp, now) = (time.GetTimestamp(), time.GetUtcNow());
        var mayBe =
            last is not { } seen || now - seen.Now < time.GetElapsedTime(seen.Timestamp, timestamp) - MaxDifference;
        last = (timestamp, now);
        return mayBe;
    }

    /// <summary>Makes those documents due now.</summary>
    public async Task CorrectAsync(CancellationToken cancellationToken)
    {
        try
        {
            var (now, corrected) = (time.GetUtcNow(), 0);
            for (DateTimeOffset? from = now + MaxDifference; from is { } start; )
            {
                var page = await documents.QueryAsync(
                    Worker<T>.ByDue.Where(connection).AtLeast(start).Take(PageSize),
                    cancellationToken
                );
                from = page.Count < PageSize ? null : Max(page[^1].DueAt, start + Step);
                var done = await Task.WhenAll(page.Where(one => IsAhead(one, now)).Select(one => DueAsync(one, now)));
                corrected += done.Count(isDone => isDone);
            }

            if (corrected > 0)
            {
                RetryLog.DueTimesCorrected(logger, corrected, typeof(T).Name, connection);
            }
        }
        catch (Exception e) when (e is StoreUnavailableException or OperationCanceledException)
        {
            last = null; // The next look tries again; the loop itself reports the outage.
        }
    }

    /// <summary>A page that is full of one moment must not come again forever.</summary>
    private static DateTimeOffset? Max(DateTimeOffset? one, DateTimeOffset other) => one > other ? one : other;

    private async Task<bool> DueAsync(T document, DateTimeOffset now)
    {
        (document.DueAt, document.Leased) = (now, false);
        return await documents.ReplaceAsync(document, CancellationToken.None);
    }

    private bool IsAhead(T document, DateTimeOffset now)
    {
        var wait = document.DueAt - now - MaxDifference;
        return worker.IsAhead(document, now + MaxDifference)
            || (document.Leased && wait > options.Lease)
            || (document is { Leased: false, LastError: not null } && wait > (worker.MaxBackoff ?? options.MaxBackoff));
    }
}
