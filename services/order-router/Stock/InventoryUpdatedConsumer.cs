using Crossdock.Contracts;
using Crossdock.OrderRouter.Routes;
using Crossdock.Platform.Messaging;
using Crossdock.Platform.Storage;
using MassTransit;

namespace Crossdock.OrderRouter.Stock;

/// <summary>
/// Stores the latest readings and publishes levels to the carts: for new readings, and when a complete reading confirms a level that the
/// cart has changed on its own meanwhile.
/// </summary>
public sealed class InventoryUpdatedConsumer(
    IDocuments<StockDocument> stock,
    RouteTable routes,
    StoredRoutes storedRoutes
) : IConsumer<InventoryUpdated>
{
    private const int MaxLevels = 250;

    public async Task Consume(ConsumeContext<InventoryUpdated> context)
    {
        // A level is published once, so a route that another replica has just saved must be known.
        await storedRoutes.RefreshAsync(context.CancellationToken);
        var message = context.Message;
        var kept = await Task.WhenAll(
            message.Readings.Select(reading => KeepAsync(message.Connection, reading, context.CancellationToken))
        );
        await PublishAsync(context, [.. kept.OfType<StockDocument>()], asOf: null);
        if (message.CompleteAsOf is { } asOf)
        {
            await CorrectAsync(context, asOf);
        }
    }

    /// <returns>The stored reading; null if a newer one is stored already.</returns>
    private async Task<StockDocument?> KeepAsync(
        string connection,
        StockReading reading,
        CancellationToken cancellationToken
    )
    {
        var document = new StockDocument
        {
            Id = $"{connection}:{reading.Warehouse}:{reading.ItemCode}",
            Connection = connection,
            Warehouse = reading.Warehouse,
            ItemCode = reading.ItemCode,
            OnHand = reading.OnHand,
            ReadAt = reading.ReadAt,
        };
        if (await stock.InsertAsync(document, cancellationToken))
        {
            return document;
        }

        var outdated = false;
        var known = await stock.UpdateAsync(document.Id, Take, cancellationToken);
        return outdated ? null : known;

        bool Take(StockDocument stored)
        {
            outdated = reading.ReadAt < stored.ReadAt;
            if (outdated)
            {
                return false;
            }

            (stored.OnHand, stored.ReadAt) = (reading.OnHand, reading.ReadAt);
            return true;
        }
    }

    /// <summary>The latest readings are valid as of the start of the round; items that moved before it are published again.</summary>
    private async Task CorrectAsync(ConsumeContext<InventoryUpdated> context, DateTimeOffset asOf)
    {
        var moved = await stock.QueryAsync(
            StockDocument.ByMoved.Where(context.Message.Connection).AtMost(asOf).Take(1000),
            context.CancellationToken
        );
        await PublishAsync(context, moved, asOf);
        await Task.WhenAll(
            moved.Select(document =>
            {
                document.MovedAt = null;
                // A concurrent move wins: the next round corrects it.
                return stock.ReplaceAsync(document, context.CancellationToken);
            })
        );
    }

    private async Task PublishAsync(
        ConsumeContext<InventoryUpdated> context,
        IReadOnlyList<StockDocument> changed,
        DateTimeOffset? asOf
    )
    {
        var message = context.Message;
        var items = new List<IReadOnlyList<StockDocument>>();
        foreach (var code in changed.Select(c => c.ItemCode).Distinct(StringComparer.Ordinal))
        {
            var query = StockDocument.ByItem.Where(message.Connection, code);
            items.Add(await stock.QueryAsync(query, context.CancellationToken));
        }

        foreach (var route in routes.ToWarehouse(message.Connection))
        {
            var levels = items.SelectMany(item =>
                StockRules.Levels(route, item, asOf ?? item.Max(building => building.ReadAt))
            );
            foreach (var chunk in levels.Chunk(MaxLevels))
            {
                await context.PublishAsync(
                    new SetStock
                    {
                        Merchant = message.Merchant,
                        Connection = route.Cart,
                        Levels = chunk,
                    },
                    context.CancellationToken
                );
            }
        }
    }
}
