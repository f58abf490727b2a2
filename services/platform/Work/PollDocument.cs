using Crossdock.Platform.Storage;

namespace Crossdock.Platform.Work;

/// <summary>
/// One poll of one connection: due an interval after its last run. Lease and cursor are one document on purpose: a replica that lost the
/// lease cannot save a cursor any more.
/// </summary>
public sealed class PollDocument : WorkDocument
{
    public static Index<PollDocument> ByOwner { get; } = new(p => p.Owner);

    public static CollectionDefinition<PollDocument> Collection { get; } =
        new("polls", Worker<PollDocument>.ByDue, ByOwner);

    /// <summary>The id (name and generation) of the connection that it is deleted with; null if it stays.</summary>
    public string? Owner { get; set; }

    /// <summary><see cref="Poller.Subject"/> of its poller.</summary>
    public string Subject { get; set; } = "";

    /// <summary>Everything before this moment has been read; null before the first run.</summary>
    public DateTimeOffset? Cursor { get; set; }

    /// <summary>True if the cursor is in the middle of a run that did not read to the end.</summary>
    public bool IsInterrupted { get; set; }

    /// <summary>When a run last read to the end.</summary>
    public DateTimeOffset? LastRunAt { get; set; }
}
