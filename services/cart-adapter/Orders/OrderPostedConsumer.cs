using Crossdock.Adapters;
using Crossdock.Contracts;
using Crossdock.Platform.Connections;
using MassTransit;

namespace Crossdock.CartAdapter.Orders;

/// <summary>
/// Takes in an order that was posted to the order-router, as one that was read from a cart. The router publishes it again until it is taken
/// in: where there is no such connection, it waits there.
/// </summary>
public sealed partial class OrderPostedConsumer(
    ConnectionSet<ICart> carts,
    CartOrderStore store,
    ILogger<OrderPostedConsumer> logger
) : IConsumer<OrderPosted>
{
    public async Task Consume(ConsumeContext<OrderPosted> context)
    {
        var posted = context.Message;
        var connection = await carts.FindAsync(posted.Connection, context.CancellationToken);
        if (connection?.External is not IPostedCart cart)
        {
            OrderPostedToNoCart(posted.OrderNumber, posted.OrderId, posted.Connection);
            return;
        }

        await store.KeepPostedAsync(
            posted.Connection,
            connection.Settings.Merchant,
            connection.Settings.Of<CartSettings>().EarliestOrderDate,
            cart.Read(posted),
            context.CancellationToken
        );
    }

    [LoggerMessage(
        LogLevel.Warning,
        "Order {OrderNumber} ({OrderId}) was posted for {Connection}, which is no cart connection of the kind Api: create it"
    )]
    private partial void OrderPostedToNoCart(string orderNumber, Guid orderId, string connection);
}
