using Crossdock.Contracts;
using Crossdock.Platform.Storage;

namespace Crossdock.Platform.Connections;

/// <summary>What this service reports to the list of exceptions: published from here, again while it lasts, so that no report is lost.</summary>
public sealed class ExceptionReport : Document
{
    public static Index<ExceptionReport> ById { get; } = new(r => r.Id);

    public static CollectionDefinition<ExceptionReport> Collection { get; } = new("exception_reports", ById);

    public required ExceptionCause Cause { get; set; }
    public string Text { get; set; } = "";
    public int Count { get; set; } = 1;

    /// <summary>What is affected, by its name.</summary>
    public string? Example { get; set; }
    public DateTimeOffset Since { get; set; }

    /// <summary>When it was last found to be so, or found to be over.</summary>
    public DateTimeOffset SeenAt { get; set; }

    /// <summary>True if it is over.</summary>
    public bool IsCleared { get; set; }

    /// <summary>When it was last published as it is; null if it has not been.</summary>
    public DateTimeOffset? PublishedAt { get; set; }

    public static string IdOf(ExceptionCause cause) => cause.Id().ToString("D");
}
