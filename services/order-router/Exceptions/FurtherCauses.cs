using System.Runtime.CompilerServices;
using Crossdock.OrderRouter.Orders;
using Crossdock.Platform.Storage;

namespace Crossdock.OrderRouter.Exceptions;

/// <summary>The orders that a cause holds beside another one.</summary>
public sealed class FurtherCauses(IDocuments<FurtherCause> causes, IDocuments<OrderState> orders, TimeProvider time)
{
    /// <summary>Notes that the order has this cause too. Safe to repeat.</summary>
    /// <returns>Since when.</returns>
    public async Task<DateTimeOffset> AddAsync(string orderId, string causeId, CancellationToken cancellationToken)
    {
        var further = new FurtherCause
        {
            Id = FurtherCause.IdOf(orderId, causeId),
            CauseId = causeId,
            OrderId = orderId,
            Since = time.GetUtcNow(),
        };
        return await causes.InsertAsync(further, cancellationToken) ? further.Since
            : await causes.FindAsync(further.Id, cancellationToken) is { } known ? known.Since
            : further.Since;
    }

    /// <summary>The orders that have the cause beside another one, longest first; what is no longer so is deleted.</summary>
    /// <param name="causeId">The cause.</param>
    /// <param name="after">Since and id of the one after which to begin; empty for the first.</param>
    /// <param name="cancellationToken">Stops before the next one.</param>
    public async IAsyncEnumerable<(FurtherCause Further, OrderState Order)> OfAsync(
        string causeId,
        IReadOnlyList<object> after,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var query = FurtherCause.ByCause.Where(causeId) with { After = after };
        await foreach (var further in causes.AllAsync(query, cancellationToken))
        {
            if (await orders.FindAsync(further.OrderId, cancellationToken) is { } order && Has(order, causeId))
            {
                yield return (further, order);
            }
            else
            {
                await causes.DeleteAsync(further, cancellationToken);
            }
        }
    }

    private static bool Has(OrderState order, string causeId) =>
        order.CauseId is { } first
        && first != causeId
        && OrderCauses.AllOf(order).Any(one => one.Cause.Id().ToString("D") == causeId);
}
