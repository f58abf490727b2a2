using System.Diagnostics;
using Crossdock.Platform.Storage;

namespace Crossdock.Platform.Api;

/// <summary>
/// One change that a person asked for, written before it is made, so that none goes without a record; or one that was refused.
/// </summary>
public sealed class AuditDocument : Document
{
    public static Index<AuditDocument> ByTime { get; } = new(a => a.At);

    public static CollectionDefinition<AuditDocument> Collection { get; } = new("audit", ByTime);

    /// <summary>A record of now, to be stored before the change is made.</summary>
    public static AuditDocument Of(TimeProvider time, string who, string request) =>
        new()
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()).ToString(),
            At = time.GetUtcNow(),
            Who = who,
            Request = request,
            TraceId = Activity.Current?.TraceId.ToString(),
        };

    public DateTimeOffset At { get; set; }

    /// <summary>The name of the key, or who was signed in where a command was given.</summary>
    public string Who { get; set; } = "";

    /// <summary>For example <c>POST /api/v1/orders/{id}/release</c>, with the id filled in.</summary>
    public string Request { get; set; } = "";

    public string? From { get; set; }

    /// <summary>The HTTP status of the answer; null where the process ended before there was one.</summary>
    public int? Status { get; set; }

    public string? TraceId { get; set; }
}
