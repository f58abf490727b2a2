using Crossdock.Contracts;
using Crossdock.OrderRouter.Routes;
using Crossdock.Platform.Messaging;
using Crossdock.Platform.Storage;
using MassTransit;

namespace Crossdock.OrderRouter.Stock;

/// <summary>
/// Stores the latest readings and publishes levels to the carts: for new readings, when a complete reading confirms a level that the
/// cart has changed on its own meanwhile, and when an item is missing from complete readings.
/// </summary>
public sealed partial class InventoryUpdatedConsumer(
    IDocuments<StockDocument> stock,
    RouteTable routes,
    StoredRoutes storedRoutes,
    ILogger<InventoryUpdatedConsumer> logger
) : IConsumer<InventoryUpdated>
{
    private const int MaxLevels = 250;
    private const int PageSize = 1000;

    public async Task Consume(ConsumeContext<InventoryUpdated> context)
    {
        // A level is published once, so a route that another replica has just saved must be known.
        await storedRoutes.RefreshAsync(context.CancellationToken);
        var message = context.Message;
        var kept = await Task.WhenAll(
            message.Readings.Select(reading => KeepAsync(message, reading, context.CancellationToken))
        );
        await PublishAsync(context, [.. kept.OfType<StockDocument>()], asOf: null);
        if (message.GoneBefore is { } goneBefore)
        {
            await ZeroMissingAsync(context, goneBefore);
        }

        if (message.CompleteAsOf is { } asOf)
        {
            await CorrectAsync(context, asOf);
        }
    }

    /// <returns>The stored reading; null if a newer one is stored already, or this one has no level.</returns>
    private async Task<StockDocument?> KeepAsync(
        InventoryUpdated message,
        StockReading reading,
        CancellationToken cancellationToken
    )
    {
        var document = new StockDocument
        {
            Id = StockDocument.IdOf(message.Connection, reading.Warehouse, reading.ItemCode),
            Connection = message.Connection,
            Warehouse = reading.Warehouse,
            ItemCode = reading.ItemCode,
            ItemKey = ItemCodes.KeyOf(reading.ItemCode),
            OnHand = reading.OnHand ?? 0,
            ReadAt = reading.ReadAt,
            SeenAt = message.BeganAt,
        };
        var hasLevel = false;
        var known = await stock.UpdateAsync(document.Id, Take, cancellationToken);
        if (known is null && reading.OnHand is not null)
        {
            if (await stock.InsertAsync(document, cancellationToken))
            {
                return document;
            }

            known = await stock.UpdateAsync(document.Id, Take, cancellationToken);
        }

        return hasLevel ? known : null;

        bool Take(StockDocument stored)
        {
            hasLevel = reading.OnHand is not null && reading.ReadAt >= stored.ReadAt;
            var isSeen = message.BeganAt is { } began && !(stored.SeenAt >= began);
            if (hasLevel)
            {
                (stored.OnHand, stored.ReadAt) = (document.OnHand, document.ReadAt);
                (stored.ItemCode, stored.ItemKey) = (document.ItemCode, document.ItemKey);
            }

            stored.SeenAt = isSeen ? message.BeganAt : stored.SeenAt;
            return hasLevel || isSeen;
        }
    }

    /// <summary>
    /// What is missing counts as zero. It leaves the index of what was seen only after its level was published: a repeat of the message
    /// publishes it again.
    /// </summary>
    private async Task ZeroMissingAsync(ConsumeContext<InventoryUpdated> context, DateTimeOffset goneBefore)
    {
        var query = StockDocument
            .BySeen.Where(context.Message.Connection)
            .AtMost(goneBefore.AddTicks(-1))
            .Take(PageSize);
        IReadOnlyList<StockDocument> missing;
        do
        {
            missing = await stock.QueryAsync(query, context.CancellationToken);
            foreach (var item in missing)
            {
                await stock.UpdateAsync(item.Id, Zero, context.CancellationToken);
                StockMissing(logger, item.ItemCode, item.Warehouse, context.Message.Connection, item.OnHand);
            }

            await PublishAsync(context, missing, context.Message.CompleteAsOf);
            foreach (var item in missing)
            {
                await stock.UpdateAsync(item.Id, Leave, context.CancellationToken);
            }
        } while (missing.Count == PageSize);

        bool Zero(StockDocument stored)
        {
            var isMissing = stored.SeenAt < goneBefore && stored.OnHand != 0;
            stored.OnHand = isMissing ? 0 : stored.OnHand;
            return isMissing;
        }

        bool Leave(StockDocument stored)
        {
            var isMissing = stored.SeenAt < goneBefore;
            stored.SeenAt = isMissing ? null : stored.SeenAt;
            return isMissing;
        }
    }

    /// <summary>The latest readings are valid as of the start of the round; items that moved before it are published again.</summary>
    private async Task CorrectAsync(ConsumeContext<InventoryUpdated> context, DateTimeOffset asOf)
    {
        var moved = await stock.QueryAsync(
            StockDocument.ByMoved.Where(context.Message.Connection).AtMost(asOf).Take(PageSize),
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
        var readings = new Dictionary<(string, string), IReadOnlyList<StockDocument>>();
        foreach (var route in routes.ToWarehouse(message.Connection))
        {
            var skus = changed
                .SelectMany(reading => StockRules.SkusOf(route, reading))
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .ToList();
            foreach (var key in skus.SelectMany(sku => StockRules.KeysOf(route, sku)))
            {
                if (!readings.ContainsKey(key))
                {
                    var query = StockDocument.ByItem.Where(key.Connection, key.ItemKey);
                    readings.Add(key, await stock.QueryAsync(query, context.CancellationToken));
                }
            }

            var levels = skus.Select(sku => StockRules.LevelOf(route, sku, key => readings[key], asOf))
                .OfType<StockLevel>();
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

    [LoggerMessage(
        LogLevel.Warning,
        "{ItemCode} in {Building} of {Connection} is missing from two complete reads of stock: its {OnHand} units count as zero from now on"
    )]
    private static partial void StockMissing(
        ILogger logger,
        string itemCode,
        string building,
        string connection,
        decimal onHand
    );
}
