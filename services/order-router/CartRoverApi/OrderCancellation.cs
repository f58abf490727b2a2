using Crossdock.OrderRouter.Orders;
using Crossdock.Platform.Messaging;
using Crossdock.Platform.Storage;
using MassTransit;

namespace Crossdock.OrderRouter.CartRoverApi;

/// <summary>Cancels an order for its client: a posted one is void from then on, one of another cart is canceled as by a person.</summary>
internal sealed class OrderCancellation(PostedOrders posted, IDocuments<OrderState> orders, IBus bus, TimeProvider time)
{
    /// <summary>A client waits for the answer.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(150);

    /// <summary>Stores that the order is not to be shipped.</summary>
    /// <returns>Why it will be all the same; null if it was stored, or is canceled already.</returns>
    public async Task<string?> CancelAsync(FoundOrder order, string by, CancellationToken cancellationToken)
    {
        if (ReasonNot(order.State) is { } reason)
        {
            return reason;
        }

        if (order.Posted is { } document)
        {
            await posted.CancelAsync(document, cancellationToken);
        }
        else if (order.Status != OrderStatus.Canceled)
        {
            var cancel = new CancelOrder
            {
                OrderId = order.State!.CorrelationId,
                ActionId = Guid.CreateVersion7(),
                By = by,
                Reason = "its client asked for it",
            };
            if (OrderActions.ReasonNot(order.State, cancel) is { } other)
            {
                return other;
            }

            await bus.PublishAsync(cancel, cancellationToken);
        }

        return null;
    }

    /// <summary>The same, and waits a while for what the warehouse says.</summary>
    /// <returns>Null once it is canceled.</returns>
    public async Task<string?> CancelAndWaitAsync(FoundOrder order, string by, CancellationToken cancellationToken)
    {
        if (await CancelAsync(order, by, cancellationToken) is { } reason)
        {
            return reason;
        }

        var id = order.State?.Id ?? order.Posted!.Id;
        var began = time.GetTimestamp();
        while (time.GetElapsedTime(began) < Timeout)
        {
            var state = await orders.FindAsync(id, cancellationToken);
            if (state?.CurrentState is OrderStatus.Canceled or OrderStatus.Skipped)
            {
                return null;
            }

            if (ReasonNot(state) is { } refusal)
            {
                return refusal;
            }

            await Task.Delay(Interval, time, cancellationToken);
        }

        return "The warehouse was asked to cancel the order and has not answered yet: ask again.";
    }

    private static string? ReasonNot(OrderState? order) =>
        order is null or { CurrentState: OrderStatus.Canceled } ? null
        : order.Shipments.Count > 0 || order.CurrentState is OrderStatus.Shipped or OrderStatus.Confirmed
            ? "The order is already shipped."
        : order.CancelRefusal;
}
