using Crossdock.Platform.Storage;

namespace Crossdock.Platform.Work;

/// <summary>Does the next step of due documents. Registered once per collection; <see cref="WorkLoop{T}"/> calls it.</summary>
public abstract class Worker<T>
    where T : WorkDocument
{
    /// <summary>The collection's index on (<see cref="WorkDocument.Connection"/>, <see cref="WorkDocument.DueAt"/>).</summary>
    public static Index<T> ByDue { get; } = new(d => d.Connection, d => d.DueAt);

    /// <summary>How many documents one step takes at most: more than one if the external system takes many in one call.</summary>
    public virtual int BatchSize => 1;

    /// <summary>False for a worker that only publishes: it works for a disabled or failing connection too.</summary>
    public virtual bool CallsExternalSystem => true;

    /// <summary>True if a step may take longer than a lease: the worker renews it. Otherwise the step is canceled when its lease ends.</summary>
    public virtual bool RenewsLease => false;

    /// <summary>The longest wait between tries; null for the usual one.</summary>
    public virtual TimeSpan? MaxBackoff => null;

    /// <summary>Waits until a step can be done; what is due stays so meanwhile.</summary>
    public virtual Task PassAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>True if what the document says of its last step lies after <paramref name="now"/>: the clock was ahead then.</summary>
    public virtual bool IsAhead(T document, DateTimeOffset now) => false;

    /// <summary>
    /// Chooses what must not wait behind a backlog, by an index that ends with its due time: it gets every second place. Null where all
    /// take turns by their due time alone.
    /// </summary>
    public virtual Query<T>? FollowUps(string connection) => null;

    /// <summary>Called before the first step for a connection.</summary>
    public virtual Task StartAsync(CircuitBreaker circuit, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// Does the next step. Stores an intent before it calls the external system, and calls <see cref="WorkDocument.Done"/> on each document
    /// that it has finished; the loop saves them. An exception is kept as the last error, and the step is tried again later.
    /// </summary>
    public abstract Task StepAsync(IReadOnlyList<T> documents, CancellationToken cancellationToken);
}
