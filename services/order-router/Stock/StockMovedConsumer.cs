using Crossdock.Contracts;
using Crossdock.Platform.Storage;
using MassTransit;

namespace Crossdock.OrderRouter.Stock;

/// <summary>Marks items whose stock the cart has reduced on its own, so that the next complete reading corrects it.</summary>
public sealed class StockMovedConsumer(IDocuments<StockDocument> stock) : IConsumer<StockMoved>
{
    public async Task Consume(ConsumeContext<StockMoved> context)
    {
        var message = context.Message;
        foreach (var code in message.ItemCodes.Select(ItemCodes.KeyOf).Distinct(StringComparer.Ordinal))
        {
            var query = StockDocument.ByItem.Where(message.Connection, code);
            foreach (var building in await stock.QueryAsync(query, context.CancellationToken))
            {
                await stock.UpdateAsync(building.Id, document => Move(document, message.At), context.CancellationToken);
            }
        }
    }

    private static bool Move(StockDocument document, DateTimeOffset at)
    {
        if (document.MovedAt >= at)
        {
            return false; // An older message that comes late.
        }

        document.MovedAt = at;
        return true;
    }
}
