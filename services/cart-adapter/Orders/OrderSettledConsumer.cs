using Crossdock.Contracts;
using Crossdock.Platform.Storage;
using MassTransit;

namespace Crossdock.CartAdapter.Orders;

/// <summary>Stops republishing an order that is settled.</summary>
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
        // The message is outdated if the skipped order was fixed and accepted meanwhile, or the order changed in the cart.
        var outdated =
            message is { Status: "skipped", IsSkippedByRules: false } == (document.Received is not null)
            || message.Version < document.Received?.Version;
        if (outdated || document.Settled == message.Status)
        {
            return false;
        }

        document.Settled = message.Status;
        document.Done();
        return true;
    }
}
