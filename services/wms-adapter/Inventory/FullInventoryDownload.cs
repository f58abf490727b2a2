using Crossdock.Adapters;
using Crossdock.Platform.Connections;
using MassTransit;

namespace Crossdock.WmsAdapter.Inventory;

/// <summary>
/// Reads all stock once in a while, which corrects whatever was lost or drifted, and notices what is missing. Its cursor is the beginning
/// of the last download that listed the whole stock.
/// </summary>
public sealed class FullInventoryDownload(
    ConnectionSet<IWarehouse> warehouses,
    IBus bus,
    TimeProvider time,
    ILogger<InventoryDownload> logger
) : InventoryDownload(warehouses, bus, time, logger)
{
    public override string Subject => "inventory-full";

    public override TimeSpan Interval(string connection) => Settings(connection).FullInventoryInterval;

    public override async Task<DateTimeOffset?> PollAsync(
        string connection,
        DateTimeOffset? cursor,
        Func<DateTimeOffset, Task> checkpoint,
        CancellationToken cancellationToken
    )
    {
        var isZero = Settings(connection).MissingStockIsZero;
        var isWhole = false;
        var began = await DownloadAsync(connection, since: null, GoneBefore, cancellationToken);
        return isWhole ? began : cursor;

        DateTimeOffset? GoneBefore(bool isComplete)
        {
            isWhole = isComplete;
            return isComplete && isZero ? cursor : null;
        }
    }
}
