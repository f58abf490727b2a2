using Crossdock.Platform.Storage;

namespace Crossdock.Platform.Work;

/// <summary>
/// A document that says what is still to do about it. A worker that finds it due does the next step; a crash leaves it due, and the next
/// one does the step again.
/// </summary>
public abstract class WorkDocument : Document
{
    /// <summary>The connection whose turn it is: a failing connection stops only its own documents.</summary>
    public string Connection { get; set; } = "";

    /// <summary>When something is to be done; null where nothing is. While a worker has the document, the end of its lease.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>Whether a worker has the document until <see cref="DueAt"/>.</summary>
    public bool Leased { get; set; }

    /// <summary>When the step that has not succeeded yet became due; null while it has not been tried. A lease or a backoff moves <see cref="DueAt"/>.</summary>
    public DateTimeOffset? WaitingSince { get; set; }

    /// <summary>Failed tries since the last success.</summary>
    public int Attempts { get; set; }

    /// <summary>What went wrong the last time, for people.</summary>
    public string? LastError { get; set; }

    /// <summary>The W3C trace parent of the order, so that all that ever happens to it is one trace.</summary>
    public string? TraceParent { get; set; }

    /// <summary>The order that the document belongs to; null where it belongs to none. A method, so that it is not stored twice.</summary>
    public virtual OrderName? Order() => null;

    /// <summary>Something is to be done now. A worker that has the document keeps it: what is new is seen when it lets go.</summary>
    public void DueNow(DateTimeOffset now)
    {
        if (!Leased || DueAt is not { } end || end <= now)
        {
            DueAt = now;
            Leased = false;
        }
    }

    /// <summary>The step is done; the next one is due then, or never.</summary>
    public void Done(DateTimeOffset? next = null)
    {
        (DueAt, Leased, WaitingSince, Attempts, LastError) = (next, false, null, 0, null);
    }
}

/// <summary>How logs and traces name an order.</summary>
public sealed record OrderName(Guid OrderId, string OrderNumber, string Merchant);
