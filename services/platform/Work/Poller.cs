namespace Crossdock.Platform.Work;

/// <summary>Reads what is new in an external system, at an interval. Registered once per subject; <see cref="PollWorker"/> runs it.</summary>
public abstract class Poller
{
    /// <summary>What is read, for example <c>orders</c>: identifies the cursor together with the connection.</summary>
    public abstract string Subject { get; }

    /// <summary>True if the cursor stays when its connection is deleted: it follows our own documents, not the data of the external system.</summary>
    public virtual bool KeepsCursorOnDelete => false;

    /// <summary>The time from the end of one run to the next.</summary>
    public abstract TimeSpan Interval(string connection);

    /// <summary>Where a run starts after one that read to the end; an interrupted one continues at its last checkpoint.</summary>
    public virtual DateTimeOffset? StartFrom(string connection, DateTimeOffset? cursor) => cursor;

    /// <summary>Reads everything since the cursor (null at first), and stores it.</summary>
    /// <param name="connection">The name of the connection.</param>
    /// <param name="cursor">Where to start.</param>
    /// <param name="checkpoint">Saves a cursor in the middle of the run: everything before it is stored.</param>
    /// <param name="cancellationToken">Canceled when the service stops, or another replica has taken over.</param>
    /// <returns>The next cursor: everything before it is stored.</returns>
    public abstract Task<DateTimeOffset?> PollAsync(
        string connection,
        DateTimeOffset? cursor,
        Func<DateTimeOffset, Task> checkpoint,
        CancellationToken cancellationToken
    );
}
