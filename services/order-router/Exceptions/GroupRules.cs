using System.Globalization;
using Crossdock.OrderRouter.Alerts;
using Crossdock.OrderRouter.Orders;

namespace Crossdock.OrderRouter.Exceptions;

/// <summary>What happens to a group, and when. Pure except that it changes the group; each returns false if nothing has changed.</summary>
internal static class GroupRules
{
    /// <summary>More than a group should need; beyond it the oldest entries after the first are dropped.</summary>
    private const int MaxActions = 200;

    /// <summary>How long a person's word that the cause is fixed counts while something still waits.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    /// <summary>The group is new.</summary>
    public static void Open(ExceptionGroup group, DateTimeOffset now)
    {
        Add(group, null, "opened", now);
        Ask(group);
    }

    /// <summary>Something waits for the cause since then: one that was resolved before that comes back.</summary>
    public static bool Raise(ExceptionGroup group, DateTimeOffset since, DateTimeOffset now)
    {
        if (group.State != GroupState.Resolved || since <= group.ResolvedByPersonAt)
        {
            return false;
        }

        Reopen(group, "came back after it was resolved", now);
        return true;
    }

    /// <summary>What the latest count found.</summary>
    public static bool Count(ExceptionGroup group, GroupCount found, DateTimeOffset now)
    {
        var isNews = found != GroupCount.Of(group);
        (group.Count, group.LastAt, group.Example, group.ExampleId) = (
            found.Count,
            found.LastAt,
            found.Example,
            found.ExampleId
        );
        group.FirstAt = found.FirstAt;
        return Settle(group, now) || isNews;
    }

    private static bool Settle(ExceptionGroup group, DateTimeOffset now)
    {
        switch (group)
        {
            case { State: GroupState.Resolved, Count: 0 }:
                var wasClaimed = group.ResolvedByPersonAt is not null;
                group.ResolvedByPersonAt = null;
                return wasClaimed;
            case { State: GroupState.Resolved, ResolvedByPersonAt: { } claimed } when claimed + Grace <= now:
                Reopen(group, $"{Waiting(group)} although it was resolved", now);
                return true;
            case { State: GroupState.Resolved, ResolvedByPersonAt: null }:
                // Something came between the count that resolved it and its end.
                (group.State, group.AlertDue) = (GroupState.Open, null);
                return true;
            case { State: GroupState.Resolved }:
                return false;
            case { Count: 0 }:
                (group.State, group.IsRegressed) = (GroupState.Resolved, false);
                (group.SnoozedUntil, group.SnoozedUntilCount) = (null, null);
                AskFixed(group);
                return Add(group, null, "resolved: nothing waits any more", now);
            case { State: GroupState.Snoozed } when group.SnoozedUntil <= now:
                return Wake(group, "the time for which it was snoozed is over", now);
            case { State: GroupState.Snoozed } when group.Count > group.SnoozedUntilCount:
                return Wake(group, $"it grew: {Waiting(group)}", now);
            default:
                return false;
        }
    }

    /// <summary>A person has fixed the cause; what still waits has <see cref="Grace"/> to go.</summary>
    public static bool Resolve(ExceptionGroup group, string by, DateTimeOffset now)
    {
        if (group.State == GroupState.Resolved)
        {
            return false;
        }

        (group.State, group.IsRegressed) = (GroupState.Resolved, false);
        group.ResolvedByPersonAt = group.Count > 0 ? now : null;
        (group.SnoozedUntil, group.SnoozedUntilCount) = (null, null);
        AskFixed(group);
        return Add(group, by, "resolved", now);
    }

    /// <summary>It is quiet until that time, or until more than that many wait.</summary>
    public static bool Snooze(
        ExceptionGroup group,
        DateTimeOffset? until,
        int? untilCount,
        string by,
        DateTimeOffset now
    )
    {
        group.State = GroupState.Snoozed;
        (group.SnoozedUntil, group.SnoozedUntilCount) = (until, untilCount);
        // The person knows of it.
        group.AlertDue = null;
        return Add(
            group,
            by,
            until is { } end
                ? string.Create(CultureInfo.InvariantCulture, $"snoozed until {end.UtcDateTime:yyyy-MM-dd HH:mm} UTC")
                : string.Create(CultureInfo.InvariantCulture, $"snoozed until more than {untilCount} wait"),
            now
        );
    }

    public static bool Assign(ExceptionGroup group, string? assignee, string by, DateTimeOffset now)
    {
        if (group.Assignee == assignee)
        {
            return false;
        }

        group.Assignee = assignee;
        return Add(group, by, assignee is null ? "assigned to nobody" : $"assigned to {assignee}", now);
    }

    public static bool Comment(ExceptionGroup group, string text, string by, DateTimeOffset now)
    {
        group.Changes++;
        group.Comments.Add(new GroupComment(now, by, text));
        return true;
    }

    public static bool Add(ExceptionGroup group, string? by, string text, DateTimeOffset now)
    {
        group.Changes++;
        group.History.Add(new GroupAction(now, by, text));
        if (group.History.Count > MaxActions)
        {
            group.History.RemoveAt(1);
        }

        return true;
    }

    private static void Reopen(ExceptionGroup group, string why, DateTimeOffset now)
    {
        (group.State, group.IsRegressed, group.ResolvedByPersonAt) = (GroupState.Open, true, null);
        group.Occurrence++;
        Ask(group);
        Add(group, null, why, now);
    }

    private static bool Wake(ExceptionGroup group, string why, DateTimeOffset now)
    {
        (group.State, group.SnoozedUntil, group.SnoozedUntilCount) = (GroupState.Open, null, null);
        Ask(group);
        return Add(group, null, why, now);
    }

    private static void Ask(ExceptionGroup group)
    {
        group.AlertDue = AlertEvent.Raised;
        group.AlertNumber++;
    }

    /// <summary>Nobody is told that something is fixed of which nobody was told.</summary>
    private static void AskFixed(ExceptionGroup group) =>
        group.AlertDue = group.AlertDue is null && group.AlertNumber > 0 ? AlertEvent.Fixed : null;

    private static string Waiting(ExceptionGroup group) =>
        string.Create(CultureInfo.InvariantCulture, $"{group.Count} still wait");
}

/// <summary>What a count found: how many wait, since when the first and the latest of them do, and the first as example.</summary>
internal sealed record GroupCount(
    int Count,
    DateTimeOffset FirstAt,
    DateTimeOffset LastAt,
    string? Example,
    string? ExampleId
)
{
    public static GroupCount Of(ExceptionGroup group) =>
        new(group.Count, group.FirstAt, group.LastAt, group.Example, group.ExampleId);

    /// <summary>With one more order.</summary>
    public GroupCount With(OrderState order, DateTimeOffset since)
    {
        var last = Count == 0 || since > LastAt ? since : LastAt;
        return Count == 0 || since < FirstAt
            ? new(Count + 1, since, last, order.OrderNumber, order.Id)
            : this with
            {
                Count = Count + 1,
                LastAt = last,
            };
    }
}
