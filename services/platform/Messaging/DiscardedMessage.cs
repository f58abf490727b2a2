using Crossdock.Platform.Storage;

namespace Crossdock.Platform.Messaging;

/// <summary>A failed message that a person took out of its error queue, whole, so that it can be put back.</summary>
public sealed class DiscardedMessage : Document
{
    public static Index<DiscardedMessage> ByTime { get; } = new(m => m.At, m => m.Id);

    public static CollectionDefinition<DiscardedMessage> Collection { get; } = new("discarded_messages", ByTime);

    public required FailedMessage Message { get; set; }

    /// <summary>As it was, in Base64: it may be no text. Empty once it was removed with a customer's personal data.</summary>
    public string Body { get; set; } = "";
    public string? MessageId { get; set; }
    public string? ContentType { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>The name of the person's API key.</summary>
    public string By { get; set; } = "";

    /// <summary>Why, in the person's words.</summary>
    public string Reason { get; set; } = "";

    /// <summary>When it was put back into the queue of its consumer; null if it was not.</summary>
    public DateTimeOffset? RecoveredAt { get; set; }
}
