using System.Collections.Concurrent;
using Crossdock.Platform.Observability;
using Crossdock.Platform.Storage;

namespace Crossdock.Platform.Work;

/// <summary>Runs the pollers of a service, each in one replica at a time, and keeps how far they have read.</summary>
public sealed class PollWorker(
    IEnumerable<Poller> pollers,
    IDocuments<PollDocument> polls,
    WorkOptions options,
    TimeProvider time
) : Worker<PollDocument>
{
    private readonly Dictionary<string, Poller> pollers = pollers.ToDictionary(p => p.Subject, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> owners = new(StringComparer.Ordinal);

    public override TimeSpan? MaxBackoff => options.MaxPause;

    public override bool RenewsLease => true;

    public override bool IsAhead(PollDocument document, DateTimeOffset now) =>
        document is { Leased: false, LastRunAt: { } ran } && ran > now;

    public override async Task StartAsync(CircuitBreaker circuit, CancellationToken cancellationToken)
    {
        owners[circuit.Connection] = circuit.Id;
        foreach (var poller in pollers.Values)
        {
            var owner = poller.KeepsCursorOnDelete ? null : circuit.Id;
            var poll = new PollDocument
            {
                Id = $"{poller.Subject}:{owner ?? circuit.Connection}",
                Connection = circuit.Connection,
                Owner = owner,
                Subject = poller.Subject,
                DueAt = time.GetUtcNow(),
            };
            if (!await polls.InsertAsync(poll, cancellationToken))
            {
                await polls.UpdateAsync(poll.Id, known => Update(known, poll, poller), cancellationToken);
            }
        }
    }

    public override async Task StepAsync(IReadOnlyList<PollDocument> documents, CancellationToken cancellationToken)
    {
        var poll = documents[0];
        if (!pollers.TryGetValue(poll.Subject, out var poller) || IsObsolete(poll))
        {
            poll.Done();
            return;
        }

        // A trace of its own: it reads for many orders at once.
        using var activity = OrderTrace.Start($"poll {poll.Subject}", traceParent: null);
        activity?.SetTag("Connection", poll.Connection);
        using var lease = new RenewedLease<PollDocument>(polls, poll, options.Lease, time, cancellationToken);
        var since = poll.IsInterrupted ? poll.Cursor : poller.StartFrom(poll.Connection, poll.Cursor);
        var cursor = await lease.KeepAsync(token => poller.PollAsync(poll.Connection, since, SaveAsync, token));
        (poll.Cursor, poll.IsInterrupted, poll.LastRunAt) = (cursor, false, time.GetUtcNow());
        poll.Done(poll.LastRunAt + poller.Interval(poll.Connection));

        Task SaveAsync(DateTimeOffset reached) =>
            lease.SaveAsync(() => (poll.Cursor, poll.IsInterrupted) = (reached, true));
    }

    /// <summary>Completes what an earlier release stored; and the interval may have changed since the last run ended.</summary>
    private bool Update(PollDocument poll, PollDocument fresh, Poller poller)
    {
        var isComplete = poll.Subject == fresh.Subject;
        (poll.Connection, poll.Owner, poll.Subject) = (fresh.Connection, fresh.Owner, fresh.Subject);
        var now = time.GetUtcNow();
        var due = poll.LastRunAt + poller.Interval(poll.Connection) ?? now;
        if (poll.DueAt <= due || (poll.Leased && poll.DueAt > now))
        {
            return !isComplete;
        }

        (poll.DueAt, poll.Leased) = (due, false);
        return true;
    }

    /// <summary>True if it belongs to a deleted connection of the same name: a replica that had not noticed the deletion has created it again.</summary>
    private bool IsObsolete(PollDocument poll) =>
        poll.Owner is not null && poll.Owner != owners.GetValueOrDefault(poll.Connection);
}
