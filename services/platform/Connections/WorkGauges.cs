using Crossdock.Adapters;
using Crossdock.Platform.Observability;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;

namespace Crossdock.Platform.Connections;

/// <summary>How much work of one collection is due, and for how long.</summary>
public sealed class WorkGauges<TSystem, TDocument>(
    IDocuments<TDocument> documents,
    ConnectionSet<TSystem> connections,
    GaugeSampling sampling
) : SampledGauges(sampling, Due, Lag)
    where TSystem : IExternalSystem
    where TDocument : WorkDocument
{
    private const int MaxCounted = 10_000;
    private const int MaxLookedAt = 100;

    /// <summary>Longer than any lease and any usual backoff.</summary>
    private static readonly TimeSpan Horizon = TimeSpan.FromDays(1);
    private static readonly Gauge Due = new(
        "crossdock.work.due",
        "{document}",
        "Documents that are due and that nobody works on, by kind and connection; counted up to 10000."
    );
    private static readonly Gauge Lag = new(
        "crossdock.work.lag",
        "s",
        "Seconds since the longest waiting document became due, also while it is worked on or is to be tried again; 0 where none waits."
    );

    public override async Task<IReadOnlyList<Reading>> ReadAsync(CancellationToken cancellationToken)
    {
        var readings = new List<Reading>();
        foreach (var connection in connections.All.Select(c => c.Settings.Name))
        {
            var now = Time.GetUtcNow();
            var byDue = Worker<TDocument>.ByDue.Where(connection);
            // What fails is due later again, and a lease looks the same: the time since which they wait is in the documents.
            var next = await documents.QueryAsync(byDue.AtMost(now + Horizon).Take(MaxLookedAt), cancellationToken);
            var count =
                next is [{ DueAt: { } due }, ..] && due <= now
                    ? await documents.CountAsync(byDue.AtMost(now).Take(MaxCounted), cancellationToken)
                    : 0;
            var since = next.Select(document => document.WaitingSince ?? document.DueAt).Min();
            var lag = since < now ? now - since.Value : TimeSpan.Zero;
            KeyValuePair<string, object?>[] labels =
            [
                // As the property Document of the log events.
                Reading.Label("document", typeof(TDocument).Name),
                Reading.Label("connection", connection),
            ];
            readings.Add(new Reading(Due, count, labels));
            readings.Add(new Reading(Lag, lag.TotalSeconds, labels));
        }

        return readings;
    }
}
