using Crossdock.Contracts;
using Crossdock.Platform.Storage;

namespace Crossdock.OrderRouter.Exceptions;

/// <summary>
/// All that waits for a person for one cause: one entry of the list of exceptions. Which orders wait, their first and last time and the
/// example are queries on the orders; what is kept of them here is what the latest count found.
/// </summary>
public sealed class ExceptionGroup : Document
{
    /// <summary>By state, longest waiting first.</summary>
    public static Index<ExceptionGroup> ByState { get; } = new(g => g.State, g => g.FirstAt, g => g.Id);

    /// <summary>All of them, longest waiting first.</summary>
    public static Index<ExceptionGroup> ByFirst { get; } = new(g => g.FirstAt, g => g.Id);

    /// <summary>Those that a person has resolved although something still waited.</summary>
    public static Index<ExceptionGroup> ByClaim { get; } = new(g => g.ResolvedByPersonAt, g => g.Id);

    /// <summary>Those about which a message is to be written.</summary>
    public static Index<ExceptionGroup> ByAlert { get; } = new(g => g.AlertDue, g => g.Id);

    public static CollectionDefinition<ExceptionGroup> Collection { get; } =
        new("exceptions", ByState, ByFirst, ByClaim, ByAlert);

    public required ExceptionCause Cause { get; set; }

    /// <summary>One of <see cref="GroupState"/>.</summary>
    public string State { get; set; } = GroupState.Open;

    /// <summary>Counts how often it was opened.</summary>
    public int Occurrence { get; set; } = 1;

    /// <summary>True if it was resolved, and the same cause came back.</summary>
    public bool IsRegressed { get; set; }

    /// <summary>What is wrong, of one example.</summary>
    public string Text { get; set; } = "";

    /// <summary>What to do, as the one who reported it says; null if its kind says it.</summary>
    public string? ToDo { get; set; }

    /// <summary>True if orders wait, which are counted; false if something else does, whose number is reported.</summary>
    public bool IsOfOrders { get; set; }

    /// <summary>How many wait.</summary>
    public int Count { get; set; }

    /// <summary>Since when the first of them waits.</summary>
    public DateTimeOffset FirstAt { get; set; }

    /// <summary>Since when the latest of them waits.</summary>
    public DateTimeOffset LastAt { get; set; }

    /// <summary>The order number of the first of them, or the name of something else.</summary>
    public string? Example { get; set; }

    /// <summary>The id of that order.</summary>
    public string? ExampleId { get; set; }

    /// <summary>The time of the latest report; an older one that comes late is ignored.</summary>
    public DateTimeOffset? ReportedAt { get; set; }

    /// <summary>Who has it.</summary>
    public string? Assignee { get; set; }

    /// <summary>It is quiet until then.</summary>
    public DateTimeOffset? SnoozedUntil { get; set; }

    /// <summary>It is quiet until more than this wait.</summary>
    public int? SnoozedUntilCount { get; set; }

    /// <summary>When a person last resolved it although something still waited; null once nothing does.</summary>
    public DateTimeOffset? ResolvedByPersonAt { get; set; }

    /// <summary>Which message is to be written, one of <see cref="Alerts.AlertEvent"/>; null if none is.</summary>
    public string? AlertDue { get; set; }

    /// <summary>Counts how often its destinations were told that it waits.</summary>
    public int AlertNumber { get; set; }

    /// <summary>Counts what happened to it and what was written about it; a count of what waits changes nothing here.</summary>
    public int Changes { get; set; }
    public List<GroupComment> Comments { get; set; } = [];

    /// <summary>What happened to it, oldest first.</summary>
    public List<GroupAction> History { get; set; } = [];
}

/// <summary>The states of a group.</summary>
public static class GroupState
{
    public const string Open = "open";

    /// <summary>Open, and quiet for a while because a person said so.</summary>
    public const string Snoozed = "snoozed";

    /// <summary>Nothing waits any more, or a person has fixed the cause.</summary>
    public const string Resolved = "resolved";

    public static IReadOnlyList<string> All { get; } = [Open, Snoozed, Resolved];
}

/// <summary>What a person wrote about a group.</summary>
public sealed record GroupComment(DateTimeOffset At, string By, string Text);

/// <summary>Something that happened to a group.</summary>
/// <param name="At">When.</param>
/// <param name="By">The name of the API key; null if it happened automatically.</param>
/// <param name="Text">What, in a few words.</param>
public sealed record GroupAction(DateTimeOffset At, string? By, string Text);
