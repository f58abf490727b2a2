using Crossdock.Platform.Storage;

namespace Crossdock.Platform.Work;

/// <summary>
/// How far one poll of one connection has come, and who polls. Lease and cursor are one document on purpose: a poller that lost the
/// lease cannot save a cursor any more.
/// </summary>
public sealed class PollDocument : Document
{
    public static Index<PollDocument> ByConnection { get; } = new(p => p.Connection);

    public static CollectionDefinition<PollDocument> Collection { get; } = new("polls", ByConnection);

    /// <summary>The connection that it goes away with; null where it stays.</summary>
    public string? Connection { get; set; }

    /// <summary>Everything before this moment has been read; null before the first run.</summary>
    public DateTimeOffset? Cursor { get; set; }

    /// <summary>Whether the cursor is in the middle of a run that has not read to the end.</summary>
    public bool BrokeOff { get; set; }

    /// <summary>When a run last read to the end.</summary>
    public DateTimeOffset? LastRunAt { get; set; }

    /// <summary>The replica that polls until <see cref="LeasedUntil"/>.</summary>
    public string? Holder { get; set; }
    public DateTimeOffset? LeasedUntil { get; set; }
    public string? LastError { get; set; }
}
