using Crossdock.Contracts;
using Crossdock.Platform.Storage;

namespace Crossdock.OrderRouter.Exceptions;

/// <summary>
/// Puts the documents of this service that cannot be read on the list of exceptions: one group per collection. Those of the adapters come as
/// messages.
/// </summary>
public sealed class UnreadableReports(ExceptionGroups groups, UnreadableDocuments unreadable, TimeProvider time)
{
    /// <summary>A document that was fixed is not found again; one that was not is, by one replica or another.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    /// <summary>Raises a group for those that cannot be read now, and clears those that have not been found for a while.</summary>
    /// <param name="waiting">The groups that wait.</param>
    /// <param name="cancellationToken">Stops before the next step.</param>
    public async Task RunAsync(IReadOnlyCollection<ExceptionGroup> waiting, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var one in unreadable.All)
        {
            var cause = ExceptionCause.OfStored(one.Collection);
            var since = waiting.FirstOrDefault(group => group.Cause == cause)?.FirstAt ?? now;
            await groups.RaiseAsync(
                new ExceptionRaised
                {
                    Cause = cause,
                    Text = one.Reason,
                    Count = one.Count,
                    Example = one.DocumentId,
                    Since = since,
                    At = now,
                },
                cancellationToken
            );
        }

        foreach (
            var group in waiting.Where(one =>
                one.Cause is { Kind: ExceptionKind.RecordUnreadable, Connection: null } && now - one.ReportedAt > Kept
            )
        )
        {
            await groups.ClearAsync(new ExceptionCleared { Cause = group.Cause, At = now }, cancellationToken);
        }
    }
}
