using Crossdock.Contracts;
using Crossdock.OrderRouter.Orders;
using Crossdock.Platform.Storage;

namespace Crossdock.OrderRouter.Exceptions;

/// <summary>
/// Raises, counts and resolves the groups. Each method may be called twice, late or out of order, and by several replicas at once.
/// </summary>
public sealed partial class ExceptionGroups(
    IDocuments<ExceptionGroup> groups,
    IDocuments<OrderState> orders,
    FurtherCauses further,
    RecountSignal signal,
    TimeProvider time,
    ILogger<ExceptionGroups> logger
)
{
    private const int MaxCounted = 100_000;
    private const int MaxGroups = 5_000;

    /// <summary>A report that says nothing new is stored no more often than this.</summary>
    private static readonly TimeSpan Refresh = TimeSpan.FromMinutes(1);

    /// <summary>An order is on hold, unless that has ended meanwhile: it is in the group of each of its causes.</summary>
    public async Task RaiseAsync(Guid orderId, CancellationToken cancellationToken)
    {
        if (await orders.FindAsync(orderId.ToString("D"), cancellationToken) is not { CauseSince: { } since } order)
        {
            return;
        }

        foreach (var (cause, text) in OrderCauses.AllOf(order))
        {
            var id = cause.Id().ToString("D");
            await SaveAsync(
                cause,
                group =>
                {
                    var isStale = group.State == GroupState.Resolved || !group.IsOfOrders;
                    (group.IsOfOrders, group.Text) = (true, isStale ? text : group.Text);
                    return true;
                },
                id == order.CauseId ? since : await further.AddAsync(order.Id, id, cancellationToken),
                cancellationToken
            );
            signal.Wake(id);
        }
    }

    /// <summary>Something other than an order waits for a person; again while it does, with what is known now.</summary>
    public async Task RaiseAsync(ExceptionRaised raised, CancellationToken cancellationToken)
    {
        await SaveAsync(raised.Cause, group => Report(group, raised), raised.Since, cancellationToken);
        signal.Wake(raised.Cause.Id().ToString("D"));
    }

    /// <summary>Nothing that was reported for the cause waits any more.</summary>
    public async Task ClearAsync(ExceptionCleared cleared, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var isResolved = false;
        var group = await groups.UpdateAsync(
            cleared.Cause.Id().ToString("D"),
            group =>
            {
                if (cleared.At < group.ReportedAt)
                {
                    return false; // It came late: something waits again.
                }

                var before = group.State;
                group.ReportedAt = cleared.At;
                GroupRules.Count(group, GroupCount.Of(group) with { Count = 0 }, now);
                isResolved = before != group.State;
                return true;
            },
            cancellationToken
        );
        if (isResolved)
        {
            LogState(group!);
        }
    }

    /// <summary>The groups that may change without a message: those that wait, and those whose fix is still to show.</summary>
    public async Task<IReadOnlyList<ExceptionGroup>> ToRecountAsync(CancellationToken cancellationToken) =>
        [
            .. await groups.QueryAsync(
                ExceptionGroup.ByState.Where(GroupState.Open).Take(MaxGroups),
                cancellationToken
            ),
            .. await groups.QueryAsync(
                ExceptionGroup.ByState.Where(GroupState.Snoozed).Take(MaxGroups),
                cancellationToken
            ),
            .. await groups.QueryAsync(
                ExceptionGroup.ByClaim.Where().AtLeast(DateTimeOffset.UnixEpoch),
                cancellationToken
            ),
        ];

    /// <summary>Counts the orders of a group: one without any is resolved.</summary>
    public async Task RecountAsync(string id, CancellationToken cancellationToken)
    {
        if (await groups.FindAsync(id, cancellationToken) is not { } known)
        {
            return;
        }

        var state = known.State;
        // Until a count changes nothing: an order may have come between the count that resolved it and its save.
        while (true)
        {
            var found = known.IsOfOrders ? await CountAsync(known, cancellationToken) : GroupCount.Of(known);
            if (!GroupRules.Count(known, found, time.GetUtcNow()))
            {
                break;
            }

            if (!await groups.ReplaceAsync(known, cancellationToken))
            {
                return; // Somebody else changed it, and has it counted; else the next round does.
            }
        }

        if (known.State != state)
        {
            LogState(known);
        }
    }

    private async Task<GroupCount> CountAsync(ExceptionGroup group, CancellationToken cancellationToken)
    {
        var waiting = OrderState.ByCause.Where(group.Id);
        var count = await orders.CountAsync(waiting.Take(MaxCounted), cancellationToken);
        var first = await orders.QueryAsync(waiting.Take(1), cancellationToken);
        var last = await orders.QueryAsync(waiting.Backwards().Take(1), cancellationToken);
        var found =
            first is [var example] && last is [var latest]
                ? new(
                    count,
                    example.CauseSince ?? group.FirstAt,
                    latest.CauseSince ?? group.LastAt,
                    example.OrderNumber,
                    example.Id
                )
                : GroupCount.Of(group) with
                {
                    Count = 0,
                };
        await foreach (var (one, order) in further.OfAsync(group.Id, [], cancellationToken))
        {
            found = found.With(order, one.Since);
        }

        return found;
    }

    /// <summary>Creates the group or opens it again.</summary>
    private async Task SaveAsync(
        ExceptionCause cause,
        Func<ExceptionGroup, bool> change,
        DateTimeOffset since,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        var id = cause.Id().ToString("D");
        var state = "";
        var group = await groups.UpdateAsync(id, Changed, cancellationToken);
        if (group is null)
        {
            group = new ExceptionGroup
            {
                Id = id,
                Cause = cause,
                Count = 1,
                FirstAt = since,
                LastAt = since,
            };
            change(group);
            GroupRules.Open(group, now);
            if (!await groups.InsertAsync(group, cancellationToken))
            {
                group = await groups.UpdateAsync(id, Changed, cancellationToken);
            }
        }

        if (group is not null && state != group.State)
        {
            LogState(group);
        }

        bool Changed(ExceptionGroup known)
        {
            state = known.State;
            var before = GroupCount.Of(known);
            var text = (known.IsOfOrders, known.Text, known.ToDo);
            var isTaken = change(known);
            var isRaised = isTaken && GroupRules.Raise(known, since, now);
            return isRaised || before != GroupCount.Of(known) || text != (known.IsOfOrders, known.Text, known.ToDo);
        }
    }

    private static bool Report(ExceptionGroup group, ExceptionRaised raised)
    {
        var isKnown =
            (group.Text, group.ToDo, group.Count, group.FirstAt, group.Example)
            == (raised.Text, raised.ToDo, raised.Count, raised.Since, raised.Example);
        if (raised.At < group.ReportedAt || (isKnown && raised.At - group.ReportedAt < Refresh))
        {
            return false;
        }

        (group.Text, group.ToDo, group.ReportedAt) = (raised.Text, raised.ToDo, raised.At);
        (group.Count, group.FirstAt, group.LastAt) = (raised.Count, raised.Since, raised.At);
        (group.Example, group.ExampleId) = (raised.Example, null);
        return true;
    }

    private void LogState(ExceptionGroup group)
    {
        if (group.State == GroupState.Resolved)
        {
            ExceptionResolved(group.Cause.Kind, group.Cause.Merchant, group.Cause.Connection, group.Text);
        }
        else if (group.State == GroupState.Open)
        {
            ExceptionOpened(
                group.Cause.Kind,
                group.Cause.Merchant,
                group.Cause.Connection,
                group.IsRegressed,
                group.Text
            );
        }
    }

    [LoggerMessage(
        LogLevel.Warning,
        "Exception {Kind} of {Merchant} at {Connection} waits for a person (regressed: {IsRegressed}): {Reason}"
    )]
    private partial void ExceptionOpened(
        string kind,
        string? merchant,
        string? connection,
        bool isRegressed,
        string reason
    );

    [LoggerMessage(LogLevel.Information, "Exception {Kind} of {Merchant} at {Connection} is resolved: {Reason}")]
    private partial void ExceptionResolved(string kind, string? merchant, string? connection, string reason);
}
