using Crossdock.Adapters;
using Crossdock.Contracts;
using Crossdock.Platform.Connections;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;
using MassTransit;

namespace Crossdock.CartAdapter.Stock;

/// <summary>Stores the levels that are to be set in the cart; an older level never overwrites a newer one.</summary>
public sealed class SetStockConsumer(
    IDocuments<StockLevelDocument> levels,
    ConnectionSet<ICart> carts,
    WorkSignal<StockLevelDocument> signal,
    TimeProvider time,
    ILogger<SetStockConsumer> logger
) : IConsumer<SetStock>
{
    public async Task Consume(ConsumeContext<SetStock> context)
    {
        var message = context.Message;
        await Task.WhenAll(
            message.Levels.Select(level => KeepAsync(message.Connection, level, context.CancellationToken))
        );
        if (await carts.FindAsync(message.Connection, context.CancellationToken) is null)
        {
            logger.WorkWithoutConnection("Stock", message.Merchant, message.Connection);
        }

        signal.Wake();
    }

    private async Task KeepAsync(string connection, StockLevel level, CancellationToken cancellationToken)
    {
        var id = $"{connection}:{level.Sku}";
        if (await levels.UpdateAsync(id, known => Take(known, level), cancellationToken) is not null)
        {
            return;
        }

        var document = new StockLevelDocument
        {
            Id = id,
            Connection = connection,
            Sku = level.Sku,
        };
        Take(document, level);
        if (!await levels.InsertAsync(document, cancellationToken))
        {
            await levels.UpdateAsync(id, known => Take(known, level), cancellationToken);
        }
    }

    private bool Take(StockLevelDocument document, StockLevel level)
    {
        if (level.AsOf < document.AsOf)
        {
            return false;
        }

        (document.OnHand, document.AsOf) = (level.OnHand, level.AsOf);
        document.DueNow(time.GetUtcNow());
        return true;
    }
}
