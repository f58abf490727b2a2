using Crossdock.Platform.Storage;

namespace Crossdock.Platform.Observability;

/// <summary>An external call about one order, with its request and its answer; secrets are masked.</summary>
public sealed class CallDocument : Document
{
    public static Index<CallDocument> ByOrder { get; } = new(c => c.OrderId, c => c.At, c => c.Id);
    public static Index<CallDocument> ByTime { get; } = new(c => c.At, c => c.Id);
    public static CollectionDefinition<CallDocument> Collection { get; } = new("calls", ByOrder, ByTime);

    public string OrderId { get; set; } = "";
    public DateTimeOffset At { get; set; }
    public string Connection { get; set; } = "";
    public string Kind { get; set; } = "";

    /// <summary>The HTTP method.</summary>
    public string Method { get; set; } = "";
    public string Address { get; set; } = "";

    /// <summary>What was asked for, where the address does not tell, as with SOAP.</summary>
    public string? Operation { get; set; }

    /// <summary>The HTTP status; null if no answer came.</summary>
    public int? Status { get; set; }
    public int Milliseconds { get; set; }

    /// <summary>Why no whole answer came; null if one did.</summary>
    public string? Failure { get; set; }

    /// <summary>The beginning of what was sent.</summary>
    public string? Request { get; set; }

    /// <summary>The beginning of what was answered.</summary>
    public string? Answer { get; set; }
}
