using Crossdock.Adapters;
using Crossdock.Contracts;
using Crossdock.Platform.Connections;
using Crossdock.Platform.Messaging;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;
using MassTransit;

namespace Crossdock.CartAdapter.Reconciliation;

/// <summary>Stores that a cart is to be listed; says at once if it cannot be read now.</summary>
public sealed class ReconcileCartConsumer(
    IDocuments<CartListDocument> lists,
    ConnectionSet<ICart> carts,
    WorkSignal<CartListDocument> signal,
    TimeProvider time
) : IConsumer<ReconcileCart>
{
    public async Task Consume(ConsumeContext<ReconcileCart> context)
    {
        var command = context.Message;
        var connection = await carts.FindAsync(command.Connection, context.CancellationToken);
        if (Unreadable.Reason(connection, command.Connection) is { } reason)
        {
            await context.PublishAsync(
                new CartListed
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

        var list = new CartListDocument
        {
            Id = $"{command.ReconciliationId:D}:{command.Connection}",
            Connection = command.Connection,
            Command = command,
            Cursor = command.From,
        };
        list.DueNow(time.GetUtcNow());
        await lists.StoreLatestAsync(list, context.CancellationToken);
        signal.Wake();
    }
}
