using Crossdock.Adapters;
using Crossdock.Contracts;
using Crossdock.Platform.Connections;
using Crossdock.Platform.Messaging;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;
using MassTransit;

namespace Crossdock.WmsAdapter.Reconciliation;

/// <summary>Stores that a warehouse is to be listed; says at once if it cannot be read now.</summary>
public sealed class ReconcileWarehouseConsumer(
    IDocuments<WarehouseListDocument> lists,
    ConnectionSet<IWarehouse> warehouses,
    WorkSignal<WarehouseListDocument> signal,
    TimeProvider time
) : IConsumer<ReconcileWarehouse>
{
    public async Task Consume(ConsumeContext<ReconcileWarehouse> context)
    {
        var command = context.Message;
        var connection = await warehouses.FindAsync(command.Connection, context.CancellationToken);
        if (Unreadable.Reason(connection, command.Connection) is { } reason)
        {
            await context.PublishAsync(
                new WarehouseListed
                {
                    ReconciliationId = command.ReconciliationId,
                    Connection = command.Connection,
                    Page = 0,
                    Pages = 1,
                    Failure = reason,
                },
                context.CancellationToken
            );
            return;
        }

        var list = new WarehouseListDocument
        {
            Id = $"{command.ReconciliationId:D}:{command.Connection}",
            Connection = command.Connection,
            Command = command,
        };
        list.DueNow(time.GetUtcNow());
        await lists.StoreLatestAsync(list, context.CancellationToken);
        signal.Wake();
    }
}
