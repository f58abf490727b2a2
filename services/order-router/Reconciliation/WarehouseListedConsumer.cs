using Crossdock.Contracts;
using MassTransit;

namespace Crossdock.OrderRouter.Reconciliation;

/// <summary>Stores a page of what a warehouse has.</summary>
public sealed class WarehouseListedConsumer(ReconciliationPages pages) : IConsumer<WarehouseListed>
{
    public Task Consume(ConsumeContext<WarehouseListed> context)
    {
        var message = context.Message;
        return pages.TakeAsync(
            message.ReconciliationId,
            message.Connection,
            isWarehouse: true,
            message.Page,
            message.Pages,
            message.Failure,
            page => page.Deliveries = message.Deliveries,
            context.CancellationToken
        );
    }
}
