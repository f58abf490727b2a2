using Crossdock.Contracts;
using MassTransit;

namespace Crossdock.OrderRouter.Reconciliation;

/// <summary>Stores a page of what a cart has.</summary>
public sealed class CartListedConsumer(ReconciliationPages pages) : IConsumer<CartListed>
{
    public Task Consume(ConsumeContext<CartListed> context)
    {
        var message = context.Message;
        return pages.TakeAsync(
            message.ReconciliationId,
            message.Connection,
            isWarehouse: false,
            message.Page,
            message.Pages,
            message.Failure,
            page => page.Orders = message.Orders,
            context.CancellationToken
        );
    }
}
