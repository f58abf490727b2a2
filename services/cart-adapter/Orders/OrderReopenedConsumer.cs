using Crossdock.Contracts;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;
using MassTransit;

namespace Crossdock.CartAdapter.Orders;

/// <summary>
/// Republishes an order that was settled and is sent again. It gets a new version, so that a message that settled the earlier one and comes
/// late changes nothing.
/// </summary>
public sealed class OrderReopenedConsumer(
    IDocuments<CartOrderDocument> orders,
    WorkSignal<CartOrderDocument> signal,
    TimeProvider time
) : IConsumer<OrderReopened>
{
    public async Task Consume(ConsumeContext<OrderReopened> context)
    {
        await orders.UpdateAsync(
            context.Message.OrderId.ToString("D"),
            document => Reopen(document, context.Message),
            context.CancellationToken
        );
        signal.Wake();
    }

    private bool Reopen(CartOrderDocument document, OrderReopened message)
    {
        if (document.Received is not { } received || received.Version > message.Version)
        {
            return false; // A repeat; or the order has changed in the cart, and is republished for that.
        }

        document.Received = received with { Version = received.Version + 1 };
        (document.Settled, document.PublishCount) = (null, 0);
        document.DueNow(time.GetUtcNow());
        return true;
    }
}
