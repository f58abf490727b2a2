using Crossdock.Contracts;
using Crossdock.OrderRouter.Routes;
using Crossdock.OrderRouter.Rules;
using Crossdock.Platform.Messaging;
using Crossdock.Platform.Storage;
using MassTransit;

namespace Crossdock.OrderRouter.Stock;

/// <summary>
/// Keeps the latest readings and passes levels on to the carts: when the warehouse gave new figures, and when a complete reading shows
/// that a figure still holds which the cart has changed by itself meanwhile.
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
        // A figure is told once: also to the cart whose route was set up at another replica a moment ago.
        await storedRoutes.RefreshAsync(context.CancellationToken);
        var message = context.Message;
        var kept = await Task.WhenAll(
            message.Readings.Select(reading => KeepAsync(message.Connection, reading, context.CancellationToken))
        );
        await PublishAsync(context, [.. kept.OfType<StockDocument>()], asOf: null);
        if (message.CompleteAsOf is { } asOf)
        {
            await SetRightAsync(context, asOf);
        }
    }

    /// <returns>The reading as it is kept; null where a newer one is known.</returns>
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

    /// <summary>What moved before the round began is known to the cart, and the latest readings hold as of then.</summary>
    private async Task SetRightAsync(ConsumeContext<InventoryUpdated> context, DateTimeOffset asOf)
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
                // Whoever moved it meanwhile wins: the next round sets it right.
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
