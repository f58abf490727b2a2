using Crossdock.Contracts;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;
using MassTransit;

namespace Crossdock.CartAdapter.Orders;

/// <summary>Stores that an order is to be read from the cart again; one that was read since is published at once.</summary>
public sealed class RereadOrderConsumer(
    IDocuments<CartOrderDocument> orders,
    IDocuments<RereadDocument> rereads,
    CartOrderStore store,
    WorkSignal<RereadDocument> signal,
    TimeProvider time
) : IConsumer<RereadOrder>
{
    public async Task Consume(ConsumeContext<RereadOrder> context)
    {
        var (id, since) = (context.Message.OrderId, context.Message.Since);
        var order = await orders.FindAsync(id.ToString("D"), context.CancellationToken);
        if (order is null || await store.RepublishReadingAsync(id, since, context.CancellationToken))
        {
            return;
        }

        var reread = new RereadDocument
        {
            Id = order.Id,
            Connection = order.Connection,
            OrderNumber = order.OrderNumber,
            CartOrderId = order.CartOrderId,
            Merchant = order.Order()!.Merchant,
            ReadAt = order.Received?.ReadAt,
            Since = since,
            TraceParent = order.TraceParent,
        };
        reread.DueNow(time.GetUtcNow());
        if (!await rereads.InsertAsync(reread, context.CancellationToken))
        {
            await rereads.UpdateAsync(reread.Id, known => Again(known, since), context.CancellationToken);
        }

        signal.Wake();
    }

    private static bool Again(RereadDocument known, DateTimeOffset since)
    {
        var isLater = since > known.Since;
        known.Since = isLater ? since : known.Since;
        return isLater;
    }
}
