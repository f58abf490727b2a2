using Crossdock.Platform.Storage;

namespace Crossdock.Platform.Work;

/// <summary>Does the next step of due documents. Registered once per collection; the loop calls it.</summary>
public abstract class Worker<T>
    where T : WorkDocument
{
    /// <summary>The collection's index on (<see cref="WorkDocument.Connection"/>, <see cref="WorkDocument.DueAt"/>).</summary>
    public static Index<T> ByDue { get; } = new(d => d.Connection, d => d.DueAt);

    /// <summary>How many documents one step takes at most: more than one where the external system takes many in one call.</summary>
    public virtual int BatchSize => 1;

    /// <summary>
    /// Does the next step. Stores an intent before it goes outside, and calls <see cref="WorkDocument.Done"/> on each document that is
    /// through; the loop saves them. What is thrown is kept as the last error and tried again later.
    /// </summary>
    public abstract Task StepAsync(IReadOnlyList<T> documents, CancellationToken cancellationToken);
}
