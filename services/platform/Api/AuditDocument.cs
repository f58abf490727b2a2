using System.Diagnostics;
using Crossdock.Platform.Storage;

namespace Crossdock.Platform.Api;

/// <summary>
/// A change that a person requested, recorded before it is made, so that none goes unrecorded; or one that was refused.
/// </summary>
public sealed class AuditDocument : Document
{
    public static Index<AuditDocument> ByTime { get; } = new(a => a.At, a => a.Id);

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

    /// <summary>The key's name; for a command, the operating system's user.</summary>
    public string Who { get; set; } = "";

    /// <summary>For example <c>POST /api/v1/orders/{id}/release</c>, with the id filled in.</summary>
    public string Request { get; set; } = "";

    public string? From { get; set; }

    /// <summary>The HTTP status of the response; null if the process ended before there was one, and for a command.</summary>
    public int? Status { get; set; }

    public string? TraceId { get; set; }
}
