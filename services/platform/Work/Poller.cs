using System.Collections.Concurrent;

namespace Crossdock.Platform.Work;

/// <summary>Asks an external system again and again for what is new there. Registered once per subject; the loop calls it.</summary>
public abstract class Poller
{
    /// <summary>What is asked for, for example <c>orders</c>: with the connection it names the cursor.</summary>
    public abstract string Subject { get; }

    /// <summary>
    /// Whether the cursor stays when its connection is deleted: where it follows what is still under way, and not what the other side has.
    /// </summary>
    public virtual bool OutlivesConnection => false;

    /// <summary>The time from the end of one run to the next.</summary>
    public abstract TimeSpan Every(string connection);

    /// <summary>Where a run that is under way keeps how far it has come, by connection.</summary>
    internal ConcurrentDictionary<string, Func<DateTimeOffset, Task>> Reached { get; } = new(StringComparer.Ordinal);

    /// <summary>Where a run begins whose predecessor has read to the end; one that broke off is gone on with where it had come to.</summary>
    public virtual DateTimeOffset? Begin(string connection, DateTimeOffset? cursor) => cursor;

    /// <summary>Reads everything since the cursor (null at first), and stores it.</summary>
    /// <returns>The next cursor: everything before it is stored.</returns>
    public abstract Task<DateTimeOffset?> PollAsync(
        string connection,
        DateTimeOffset? cursor,
        CancellationToken cancellationToken
    );

    /// <summary>Keeps a cursor in the middle of a run: everything before it is stored.</summary>
    protected Task ReachedAsync(string connection, DateTimeOffset cursor) =>
        Reached.TryGetValue(connection, out var keep) ? keep(cursor) : Task.CompletedTask;
}
