using Crossdock.Contracts;
using Crossdock.OrderRouter.Orders;
using Crossdock.Platform.Storage;

namespace Crossdock.OrderRouter.Exceptions;

/// <summary>Puts the orders that stay in a status for too long on the list of exceptions: one group per status and connection.</summary>
public sealed class StuckReports(
    ExceptionGroups groups,
    IDocuments<OrderState> orders,
    StuckOptions options,
    TimeProvider time
)
{
    /// <summary>Raises a group for those that are stuck now, and clears those of which none is stuck any more.</summary>
    /// <param name="waiting">The groups that wait.</param>
    /// <param name="cancellationToken">Stops before the next step.</param>
    public async Task RunAsync(IEnumerable<ExceptionGroup> waiting, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var raised = new HashSet<Guid>();
        foreach (var status in OrderStatus.All)
        {
            if (options.For(status) is not { } limit)
            {
                continue;
            }

            var (count, oldest) = await StuckOrders.FindAsync(orders, status, now - limit, cancellationToken);
            // Beyond those that are named only their number is known.
            var isWhole = count == oldest.Count;
            foreach (var some in oldest.GroupBy(order => CauseOf(order, status)))
            {
                raised.Add(some.Key.Id());
                var first = some.First();
                await groups.RaiseAsync(
                    new ExceptionRaised
                    {
                        Cause = some.Key,
                        Text =
                            $"Orders have been {status} for longer than {limit}{(isWhole ? "" : $"; only the oldest of all {count} are counted")}.",
                        Count = some.Count(),
                        Example = first.OrderNumber,
                        Since = first.UpdatedAt,
                        At = now,
                    },
                    cancellationToken
                );
            }
        }

        foreach (var group in waiting.Where(one => one.Cause.Kind == ExceptionKind.OrdersStuck))
        {
            if (!raised.Contains(group.Cause.Id()))
            {
                await groups.ClearAsync(new ExceptionCleared { Cause = group.Cause, At = now }, cancellationToken);
            }
        }
    }

    private static ExceptionCause CauseOf(OrderState order, string status) =>
        new()
        {
            Kind = ExceptionKind.OrdersStuck,
            Merchant = order.Merchant,
            // The warehouse has to act on what it has not shipped; on the rest the hub, for the cart.
            Connection =
                status == OrderStatus.Shipped ? order.Connection : order.Delivery?.Connection ?? order.Connection,
            Subject = status,
        };
}
