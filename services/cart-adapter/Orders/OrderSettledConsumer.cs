using Crossdock.Contracts;
using Crossdock.Platform.Storage;
using MassTransit;

namespace Crossdock.CartAdapter.Orders;

/// <summary>Nothing more will happen to an order: it need not be published again.</summary>
public sealed class OrderSettledConsumer(IDocuments<CartOrderDocument> orders) : IConsumer<OrderSettled>
{
    public Task Consume(ConsumeContext<OrderSettled> context) =>
        orders.UpdateAsync(
            context.Message.OrderId.ToString("D"),
            document => Settle(document, context.Message),
            context.CancellationToken
        );

    private static bool Settle(CartOrderDocument document, OrderSettled message)
    {
        // A skipped order that was mended and taken in meanwhile is not settled by the old word.
        var outdated = (message.Status == "skipped") == (document.Received is not null);
        if (outdated || document.Settled == message.Status)
        {
            return false;
        }

        document.Settled = message.Status;
        document.Done();
        return true;
    }
}
