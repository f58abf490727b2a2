using Crossdock.Platform.Observability;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;

namespace Crossdock.OrderRouter.CartRoverApi;

/// <summary>Stores what clients post. A client is answered after its order is stored, and not before.</summary>
internal sealed partial class PostedOrders(
    IDocuments<PostedOrderDocument> posted,
    WorkSignal<PostedOrderDocument> signal,
    TimeProvider time,
    ILogger<PostedOrders> logger
)
{
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Stores an order that has been checked.</summary>
    /// <returns>False if the reference is taken; then nothing has changed.</returns>
    public async Task<bool> PostAsync(string cart, PostedFields fields, string by, CancellationToken cancellationToken)
    {
        var message = PostedMapping.ToMessage(fields, cart, time.GetUtcNow());
        var document = new PostedOrderDocument
        {
            Id = message.OrderId.ToString("D"),
            Connection = PostedOrderCircuit.Name,
            Cart = cart,
            OrderNumber = message.OrderNumber,
            Posted = message,
            Fields = fields,
            TraceParent = OrderTrace.NewParent(),
        };
        document.DueNow(time.GetUtcNow());
        if (!await posted.InsertAsync(document, cancellationToken))
        {
            return false;
        }

        using var activity = document.Trace("post order");
        OrderTaken(message.OrderNumber, message.OrderId, cart, by);
        signal.Wake();
        return true;
    }

    /// <summary>Stores that an order is not to be shipped; safe to repeat.</summary>
    public async Task CancelAsync(PostedOrderDocument known, CancellationToken cancellationToken)
    {
        await posted.UpdateAsync(known.Id, Cancel, cancellationToken);
        signal.Wake();

        bool Cancel(PostedOrderDocument document)
        {
            if (document.CanceledAt is not null)
            {
                return false;
            }

            (document.CanceledAt, document.PublishCount) = (time.GetUtcNow(), 0);
            document.DueNow(time.GetUtcNow());
            return true;
        }
    }

    [LoggerMessage(
        LogLevel.Information,
        "Order {OrderNumber} ({OrderId}) was posted for {Connection} with the key {Key}"
    )]
    private partial void OrderTaken(string orderNumber, Guid orderId, string connection, string key);
}
