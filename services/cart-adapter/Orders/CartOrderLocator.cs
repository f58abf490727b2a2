using Crossdock.Adapters;
using Crossdock.Platform.Api;
using Crossdock.Platform.Connections;
using Crossdock.Platform.Messaging;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;

namespace Crossdock.CartAdapter.Orders;

/// <summary>Finds an order from the moment it was read; and says how far each cart was read where no order has the number.</summary>
internal sealed class CartOrderLocator(
    IDocuments<CartOrderDocument> orders,
    ConnectionCollections<ICart> collections,
    ConnectionSet<ICart> carts,
    BrokerConnection broker,
    TimeProvider time
) : IOrderLocator
{
    private const string Service = "cart-adapter";

    public async Task<IReadOnlyList<OrderPlace>> FindAsync(string number, CancellationToken cancellationToken)
    {
        var found = await orders.QueryAsync(CartOrderDocument.ByNumber.Where(number), cancellationToken);
        return found is []
            // What is posted to the hub is not read from anywhere.
            ? await Task.WhenAll(
                carts
                    .All.Where(cart => cart.External is not IPostedCart)
                    .Select(cart => NotReadAsync(cart, number, cancellationToken))
            )
            : [.. found.Select(Of)];
    }

    private OrderPlace Of(CartOrderDocument order) =>
        new()
        {
            Service = Service,
            Part = "order",
            Connection = order.Connection,
            OrderId = Guid.Parse(order.Id),
            OrderNumber = order.OrderNumber,
            State =
                order.Settled
                ?? (
                    order.Skipped is not null ? "skipped"
                    : order.PublishCount > 0 ? "published"
                    : "read"
                ),
            Since = order.ReadAt,
            WaitsFor = WaitsFor(order),
        };

    private string? WaitsFor(CartOrderDocument order) =>
        order switch
        {
            { DueAt: null } => null,
            { PublishCount: > 0 } =>
                $"For its end: it was published {order.PublishCount} times, and is published again at {order.DueAt:u} unless it is settled. The order-router knows more.",
            _ when carts.Find(order.Connection) is null =>
                $"Waits to be published since {order.WaitingSince ?? order.DueAt:u}: there is no connection {order.Connection} here. Create it.",
            _ when broker.Problem is { } problem =>
                $"Waits to be published since {order.WaitingSince ?? order.DueAt:u}: the broker cannot be reached. It is published once it can. {problem}",
            { LastError: { } error } =>
                $"Waits to be published since {order.WaitingSince ?? order.DueAt:u}: it failed, and is tried again at {order.DueAt:u}. {error}",
            _ => "To be published: within moments.",
        };

    private async Task<OrderPlace> NotReadAsync(
        Connection<ICart> cart,
        string number,
        CancellationToken cancellationToken
    )
    {
        var name = cart.Settings.Name;
        var polls = await collections.Polls.QueryAsync(Worker<PollDocument>.ByDue.Where(name), cancellationToken);
        var poll = polls.FirstOrDefault(p =>
            p.Subject == OrderDownload.Name && (p.Owner is null || p.Owner == cart.Circuit.Id)
        );
        var waits = poll is null ? null : WaitReason.Of(poll, carts, time.GetUtcNow());
        return new()
        {
            Service = Service,
            Part = "poll",
            Connection = name,
            OrderNumber = number,
            State = "not_read",
            Since = poll?.LastRunAt,
            WaitsFor =
                $"No order {number} of {name} was read; "
                + (poll?.Cursor is { } cursor ? $"what changed there up to {cursor:u} was. " : "nothing was yet. ")
                + $"{waits} POST /api/v1/orders/pull reads it at once.",
        };
    }
}
