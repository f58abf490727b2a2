using Crossdock.Adapters;
using Crossdock.Contracts;
using Crossdock.Platform.Connections;
using Crossdock.Platform.Messaging;
using Crossdock.Platform.Work;
using MassTransit;

namespace Crossdock.WmsAdapter.Inventory;

/// <summary>Inventory: polls the warehouse for stock changes, and publishes them.</summary>
public class InventoryDownload(ConnectionSet<IWarehouse> warehouses, IBus bus, TimeProvider time) : Poller
{
    private const int ReadingsPerMessage = 250;
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);

    public override string Subject => "inventory";

    public override TimeSpan Every(string connection) =>
        warehouses[connection].Settings.Of<WarehouseSettings>().InventoryPollInterval;

    public override async Task<DateTimeOffset?> PollAsync(
        string connection,
        DateTimeOffset? cursor,
        CancellationToken cancellationToken
    )
    {
        var began = time.GetUtcNow();
        var (settings, warehouse, _) = warehouses[connection];
        await foreach (var page in warehouse.InventorySinceAsync(cursor - Overlap, cancellationToken))
        {
            foreach (var readings in page.Chunk(ReadingsPerMessage))
            {
                await PublishAsync(readings, completeAsOf: null);
            }
        }

        await PublishAsync([], completeAsOf: began);
        return began;

        Task PublishAsync(IReadOnlyList<StockReading> readings, DateTimeOffset? completeAsOf) =>
            bus.PublishAsync(
                new InventoryUpdated
                {
                    Merchant = settings.Merchant,
                    Connection = connection,
                    Readings = readings,
                    CompleteAsOf = completeAsOf,
                },
                cancellationToken
            );
    }
}

/// <summary>Reads all stock once in a while, which corrects whatever was lost or drifted.</summary>
public sealed class FullInventoryDownload(ConnectionSet<IWarehouse> warehouses, IBus bus, TimeProvider time)
    : InventoryDownload(warehouses, bus, time)
{
    private readonly ConnectionSet<IWarehouse> warehouses = warehouses;

    public override string Subject => "inventory-full";

    public override TimeSpan Every(string connection) =>
        warehouses[connection].Settings.Of<WarehouseSettings>().FullInventoryInterval;

    public override Task<DateTimeOffset?> PollAsync(
        string connection,
        DateTimeOffset? cursor,
        CancellationToken cancellationToken
    ) => base.PollAsync(connection, null, cancellationToken);
}
