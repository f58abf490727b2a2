using Crossdock.Platform.Connections;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;
using Crossdock.WmsAdapter.Deliveries;

namespace Crossdock.WmsAdapter.Shipments;

/// <summary>The field's Shipping Confirmations: follows our deliveries through the warehouse, and fetches the parcels of those that move out.</summary>
public sealed class ShipmentDownload(
    ConnectionSet<IWarehouse> warehouses,
    IDocuments<DeliveryDocument> deliveries,
    WorkSignal<DeliveryDocument> signal,
    TimeProvider time
) : Poller
{
    /// <summary>How much is read again each time: for clocks that differ and dates that know no seconds. What is known costs nothing.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);
    private const int AtOnce = 4;
    private static readonly DeliveryState[] Unnumbered =
    [
        DeliveryState.Sending,
        DeliveryState.Importing,
    ];

    public override string Subject => "shipments";

    public override TimeSpan Every(string connection) =>
        warehouses[connection].Settings.FindTime("ShipmentsEvery", TimeSpan.FromMinutes(5));

    public override async Task<DateTimeOffset?> PollAsync(
        string connection,
        DateTimeOffset? cursor,
        CancellationToken cancellationToken
    )
    {
        var began = time.GetUtcNow();
        // What moves before we know its number would be passed by: the next run starts before the oldest of those.
        var next = await OldestUnnumberedAsync(connection, began, cancellationToken) - Overlap;
        var warehouse = warehouses[connection].Outside;
        await foreach (var page in warehouse.ProgressSinceAsync(cursor ?? next, cancellationToken))
        {
            await Parallel.ForEachAsync(
                page,
                new ParallelOptions
                {
                    MaxDegreeOfParallelism = AtOnce,
                    CancellationToken = cancellationToken,
                },
                async (progress, stop) => await FollowAsync(connection, warehouse, progress, stop)
            );
        }

        return next;
    }

    private async Task<DateTimeOffset> OldestUnnumberedAsync(
        string connection,
        DateTimeOffset otherwise,
        CancellationToken cancellationToken
    )
    {
        var oldest = otherwise;
        foreach (var state in Unnumbered)
        {
            var query = DeliveryDocument.ByState.Where(connection, state).Take(1);
            var first = await deliveries.QueryAsync(query, cancellationToken);
            oldest = first is [{ SentAt: { } sentAt }] && sentAt < oldest ? sentAt : oldest;
        }

        return oldest;
    }

    private async Task FollowAsync(
        string connection,
        IWarehouse warehouse,
        DeliveryProgress progress,
        CancellationToken cancellationToken
    )
    {
        var query = DeliveryDocument.ByNumber.Where(connection, progress.WarehouseNumber).Take(1);
        if (
            await deliveries.QueryAsync(query, cancellationToken) is not [var known]
            || !ProgressRules.IsNews(known, progress)
        )
        {
            return;
        }

        var parcels = progress.Kind is ProgressKind.PartlyShipped or ProgressKind.Shipped
            ? await warehouse.ParcelsAsync(progress.WarehouseNumber, cancellationToken)
            : [];
        await deliveries.UpdateAsync(
            known.Id,
            delivery => ProgressRules.Apply(delivery, progress, parcels, time.GetUtcNow()),
            cancellationToken
        );
        signal.Wake();
    }
}
