using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Reconciliation;

/// <summary>What a reconciliation reports to the list of exceptions: one cause for each kind at each connection. Pure.</summary>
public static class DifferenceReport
{
    public static IEnumerable<ExceptionRaised> Raised(IReadOnlyList<DifferenceDocument> found, DateTimeOffset now) =>
        found
            .Where(one => !one.Difference.IsMended)
            .GroupBy(one => (one.Merchant, one.Connection, one.Difference.Kind))
            .Select(group => new ExceptionRaised
            {
                Cause = new ExceptionCause
                {
                    Kind = ExceptionKind.ReconciliationDiffers,
                    Merchant = group.Key.Merchant,
                    Connection = group.Key.Connection,
                    Subject = group.Key.Kind,
                },
                Text = group.First().Difference.Text,
                ToDo = group.First().Difference.Action,
                Count = group.Count(),
                Example = group.First().OrderNumber,
                Since = group.Min(one => one.Since),
                At = now,
            });

    /// <summary>What an earlier one reported, and this one does not find any more.</summary>
    public static IEnumerable<ExceptionCleared> Cleared(
        IEnumerable<ExceptionCause> before,
        IEnumerable<ExceptionCause> raised,
        DateTimeOffset now
    ) => before.Except(raised).Select(cause => new ExceptionCleared { Cause = cause, At = now });
}
