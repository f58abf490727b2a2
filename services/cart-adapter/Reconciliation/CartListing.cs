using Crossdock.Adapters;
using Crossdock.CartAdapter.Pull;
using Crossdock.Contracts;
using Crossdock.Platform.Connections;
using Crossdock.Platform.Messaging;
using Crossdock.Platform.Work;
using MassTransit;

namespace Crossdock.CartAdapter.Reconciliation;

/// <summary>
/// Lists a cart's orders for a reconciliation, a page with each step, and takes in what is new as it reads. A step that is repeated publishes
/// its page again under the same number.
/// </summary>
public sealed class CartListing(ConnectionSet<ICart> carts, OrderPull pull, IBus bus, TimeProvider time)
    : Worker<CartListDocument>
{
    public override bool RenewsLease => true;

    public override async Task StepAsync(IReadOnlyList<CartListDocument> documents, CancellationToken cancellationToken)
    {
        var list = documents[0];
        var command = list.Command;
        try
        {
            var (orders, next) = await pull.KeepAsync(
                carts[list.Connection],
                list.Cursor,
                command.To,
                republish: false,
                cancellationToken
            );
            var shown = await ShownAsync(carts[list.Connection].External, orders, cancellationToken);
            var merchant = carts[list.Connection].Settings.Merchant;
            await PublishAsync(
                [.. orders.Select(order => Listed(order, merchant, shown))],
                isLast: next is null,
                failure: null
            );
            (list.Cursor, list.Pages) = (next ?? command.To, list.Pages + 1);
            list.Done(next is null ? null : time.GetUtcNow());
        }
        catch (ConnectionProblemException problem) when (problem.Problem != ConnectionProblem.Throttled)
        {
            // The circuit breaker counts it; the reconciliation says what could not be compared.
            await PublishAsync([], isLast: true, problem.Message);
            list.Done();
            throw;
        }

        Task PublishAsync(IReadOnlyList<ListedOrder> orders, bool isLast, string? failure) =>
            bus.PublishAsync(
                new CartListed
                {
                    ReconciliationId = command.ReconciliationId,
                    Connection = list.Connection,
                    Page = list.Pages,
                    Pages = isLast ? list.Pages + 1 : null,
                    Failure = failure,
                    Orders = orders,
                },
                cancellationToken
            );
    }

    /// <summary>What the cart shows of the orders that it shows as shipped, by the cart's id; null if it cannot list that.</summary>
    private static async Task<ILookup<string, CartParcel>?> ShownAsync(
        ICart cart,
        IReadOnlyList<PulledOrder> orders,
        CancellationToken cancellationToken
    )
    {
        string[] ids = [.. orders.Where(IsShipped).Select(order => order.CartOrderId)];
        return ids.Length == 0
            ? null
            : (await cart.ListParcelsAsync(ids, cancellationToken))?.ToLookup(
                parcel => parcel.CartOrderId,
                StringComparer.Ordinal
            );
    }

    private static bool IsShipped(PulledOrder order) =>
        order.State is CartOrderState.Shipped or CartOrderState.PartlyShipped;

    private static ListedOrder Listed(PulledOrder order, string merchant, ILookup<string, CartParcel>? shown) =>
        new()
        {
            Id = order.OrderId,
            OrderNumber = order.OrderNumber,
            Merchant = merchant,
            IsReady = order.State != CartOrderState.NotReady,
            IsVoid = order.State == CartOrderState.Void,
            ShippedInCart = order.State switch
            {
                CartOrderState.Shipped => ShippedInCart.Wholly,
                CartOrderState.PartlyShipped => ShippedInCart.Partly,
                _ => ShippedInCart.Nothing,
            },
            Parcels =
                shown is not null && IsShipped(order)
                    ? [.. shown[order.CartOrderId].Select(parcel => parcel.Parcel)]
                    : null,
            IsNew = order.Outcome == "new",
            IsChanged = order.Outcome == "changed",
            Skipped = order.Skipped,
        };
}
