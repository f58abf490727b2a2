using Crossdock.OrderRouter.Alerts;
using Crossdock.OrderRouter.Exceptions;
using Crossdock.OrderRouter.Tests.Support;
using Crossdock.Platform.Storage;

namespace Crossdock.OrderRouter.Tests.Exceptions;

/// <summary>Nothing is kept forever, and nothing that is still needed is deleted.</summary>
public sealed class When_exceptions_were_resolved_long_ago(RouterHost router)
{
    private const int Keep = 90;
    private static readonly DateTimeOffset Old = DateTimeOffset.UtcNow.AddDays(-91);

    [Fact]
    public async Task Should_delete_them_with_their_alerts()
    {
        var group = await GroupAsync(GroupState.Resolved, changedAt: Old);
        var alert = await AlertAsync(group, number: 1);

        await router.RunExceptionCleanupAsync(Keep);

        Assert.Null(await router.Exceptions.FindAsync(group.Id, default));
        Assert.Null(await router.Alerts.FindAsync(alert.Id, default));
    }

    [Theory]
    [InlineData(GroupState.Open, -91, false)]
    [InlineData(GroupState.Snoozed, -91, false)]
    [InlineData(GroupState.Resolved, -89, false)]
    [InlineData(GroupState.Resolved, -91, true)]
    public async Task Should_keep_what_waits_or_was_resolved_lately(string state, int days, bool isClaimed)
    {
        var group = await GroupAsync(state, DateTimeOffset.UtcNow.AddDays(days), isClaimed);

        await router.RunExceptionCleanupAsync(Keep);

        Assert.NotNull(await router.Exceptions.FindAsync(group.Id, default));
    }

    [Fact]
    public async Task Should_keep_the_latest_alert_of_what_waits_and_delete_earlier_ones()
    {
        var group = await GroupAsync(GroupState.Open, Old);
        var (earlier, latest) = (await AlertAsync(group, number: 1), await AlertAsync(group, number: 2));

        await router.RunExceptionCleanupAsync(Keep);

        Assert.Null(await router.Alerts.FindAsync(earlier.Id, default));
        Assert.NotNull(await router.Alerts.FindAsync(latest.Id, default));
    }

    [Fact]
    public async Task Should_date_the_alerts_that_an_earlier_version_ended_and_delete_them_in_turn()
    {
        var group = await GroupAsync(GroupState.Resolved, changedAt: Old);
        var (sent, waiting) = (await AlertAsync(group, number: 1), await AlertAsync(group, number: 2));
        var unsent = await AlertAsync(group, number: 3);
        await ChangeAsync(sent, one => (one.DoneAt, one.SentAt) = (null, Old));
        await ChangeAsync(waiting, one => (one.DoneAt, one.DueAt) = (null, DateTimeOffset.UtcNow.AddDays(1)));
        await ChangeAsync(unsent, one => one.DoneAt = null);

        await router.RunExceptionCleanupAsync(Keep);

        Assert.Null(await router.Alerts.FindAsync(sent.Id, default));
        Assert.Null((await router.Alerts.FindAsync(waiting.Id, default))!.DoneAt);
        // Nobody knows when it ended: it is kept for a time.
        Assert.InRange(
            (await router.Alerts.FindAsync(unsent.Id, default))!.DoneAt!.Value,
            DateTimeOffset.UtcNow.AddMinutes(-5),
            DateTimeOffset.UtcNow
        );
    }

    private Task ChangeAsync(AlertDocument alert, Action<AlertDocument> change) =>
        router.Alerts.UpdateAsync(
            alert.Id,
            known =>
            {
                change(known);
                return true;
            },
            default
        );

    private async Task<ExceptionGroup> GroupAsync(string state, DateTimeOffset changedAt, bool isClaimed = false)
    {
        var cause = GroupOf.NewCause();
        var group = new ExceptionGroup
        {
            Id = cause.Id().ToString("D"),
            Cause = cause,
            State = state,
            Count = state == GroupState.Resolved && !isClaimed ? 0 : 1,
            FirstAt = Old.AddDays(-1),
            AlertNumber = 2,
            ResolvedByPersonAt = isClaimed ? DateTimeOffset.UtcNow : null,
            SnoozedUntil = DateTimeOffset.UtcNow.AddDays(1),
            History = [new GroupAction(changedAt, null, "changed")],
        };
        Assert.True(await router.Exceptions.InsertAsync(group, default));
        return group;
    }

    private async Task<AlertDocument> AlertAsync(ExceptionGroup group, int number)
    {
        var alert = new AlertDocument
        {
            Id = AlertDocument.IdOf(group.Id, number, AlertEvent.Raised, "ops"),
            Connection = "ops",
            GroupId = group.Id,
            Number = number,
            DoneAt = Old,
        };
        Assert.True(await router.Alerts.InsertAsync(alert, default));
        return alert;
    }
}
