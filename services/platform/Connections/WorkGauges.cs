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
    private static readonly Gauge Due = new(
        "crossdock.work.due",
        "{document}",
        "Documents that are due and that nobody works on, by kind and connection; counted up to 10000."
    );
    private static readonly Gauge Lag = new(
        "crossdock.work.lag",
        "s",
        "Seconds since the longest waiting of them became due; 0 where none is."
    );

    public override async Task<IReadOnlyList<Reading>> ReadAsync(CancellationToken cancellationToken)
    {
        var readings = new List<Reading>();
        foreach (var connection in connections.All.Select(c => c.Settings.Name))
        {
            var now = Time.GetUtcNow();
            var due = Worker<TDocument>.ByDue.Where(connection).AtMost(now);
            var first = await documents.QueryAsync(due.Take(1), cancellationToken);
            var count = first is [] ? 0 : await documents.CountAsync(due.Take(MaxCounted), cancellationToken);
            var lag = first is [{ DueAt: { } since }] ? now - since : TimeSpan.Zero;
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
