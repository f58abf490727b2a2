using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;

namespace Crossdock.OrderRouter.Alerts;

/// <summary>
/// One message to one destination, the <see cref="WorkDocument.Connection"/>: the outbox of alerts. Its id is derived from the group, so that
/// a message is written once, whichever replica finds that it is due.
/// </summary>
public sealed class AlertDocument : WorkDocument
{
    /// <summary>Those that are done, oldest first.</summary>
    public static Index<AlertDocument> ByDone { get; } = new(a => a.DoneAt, a => a.Id);

    public static CollectionDefinition<AlertDocument> Collection { get; } =
        new("alerts", Worker<AlertDocument>.ByDue, ByDone);

    /// <summary>One of <see cref="AlertEvent"/>.</summary>
    public string Event { get; set; } = "";

    /// <summary>The exception group; empty for a digest.</summary>
    public string GroupId { get; set; } = "";

    /// <summary>Counts the group's alerts.</summary>
    public int Number { get; set; }

    /// <summary>When it was sent; for a digest, the latest.</summary>
    public DateTimeOffset? SentAt { get; set; }

    /// <summary>When it was sent, given up, or found to be no longer wanted; null while it is to be sent, and for a digest.</summary>
    public DateTimeOffset? DoneAt { get; set; }

    public static string IdOf(string groupId, int number, string what, string destination) =>
        $"{groupId}:{number}:{what}:{destination}";
}

/// <summary>What a message says.</summary>
public static class AlertEvent
{
    /// <summary>Something new waits for a person, or came back.</summary>
    public const string Raised = "raised";

    /// <summary>What a message was sent about is fixed.</summary>
    public const string Fixed = "fixed";

    /// <summary>All that waits now.</summary>
    public const string Digest = "digest";
}
