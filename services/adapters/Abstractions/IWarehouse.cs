using Crossdock.Contracts;

namespace Crossdock.Adapters;

/// <summary>
/// What Crossdock needs of a warehouse. Every method may throw <see cref="ConnectionProblemException"/>,
/// whose kind says what follows; nothing else is thrown but cancellation.
/// </summary>
public interface IWarehouse : IExternalSystem
{
    /// <summary>
    /// Gives one delivery to the warehouse, once. Throws with <c>Unclear</c> where it may be there without our knowing: then
    /// <see cref="FindAsync"/> tells.
    /// </summary>
    Task<Submission> SubmitAsync(DeliverOrder delivery, CancellationToken cancellationToken);

    /// <summary>How the delivery with this reference stands there; null where the warehouse does not have it, not even waiting.</summary>
    Task<Submission?> FindAsync(string reference, CancellationToken cancellationToken);

    /// <summary>Asks the warehouse not to ship what it has under <paramref name="warehouseNumber"/>.</summary>
    Task<Cancellation> CancelAsync(string warehouseNumber, CancellationToken cancellationToken);

    /// <summary>The deliveries whose status moved at or after <paramref name="since"/>, page by page, also such as are not ours. May come again, is never missed.</summary>
    IAsyncEnumerable<IReadOnlyList<DeliveryProgress>> ProgressSinceAsync(
        DateTimeOffset since,
        CancellationToken cancellationToken
    );

    /// <summary>The parcels of a delivery that have left so far.</summary>
    Task<IReadOnlyList<Parcel>> ParcelsAsync(string warehouseNumber, CancellationToken cancellationToken);

    /// <summary>Stock that changed at or after <paramref name="since"/>, page by page; all of it where that is null.</summary>
    IAsyncEnumerable<IReadOnlyList<StockReading>> InventorySinceAsync(
        DateTimeOffset? since,
        CancellationToken cancellationToken
    );
}

/// <summary>Makes warehouses of one kind; registered once per adapter.</summary>
public interface IWarehouseFactory : IConnectionFactory<IWarehouse>;
