using Crossdock.Contracts;

namespace Crossdock.Adapters;

/// <summary>
/// What Crossdock needs of a warehouse. Every method may throw <see cref="ConnectionProblemException"/>, whose kind decides what happens
/// next, and nothing else except for cancellation.
/// </summary>
public interface IWarehouse : IExternalSystem
{
    /// <summary>
    /// Submits one delivery, once. Throws <see cref="ConnectionProblem.Unclear"/> if the warehouse may have it without our knowing: then
    /// <see cref="FindAsync"/> decides.
    /// </summary>
    Task<Submission> SubmitAsync(DeliverOrder delivery, CancellationToken cancellationToken);

    /// <summary>The delivery with this reference; null if the warehouse does not have it, not even pending.</summary>
    Task<Submission?> FindAsync(string reference, CancellationToken cancellationToken);

    /// <summary>Asks the warehouse not to ship what it has under <paramref name="warehouseNumber"/>.</summary>
    Task<Cancellation> CancelAsync(string warehouseNumber, CancellationToken cancellationToken);

    /// <summary>The deliveries whose status changed at or after <paramref name="since"/>, page by page, including foreign ones. May repeat, never misses one.</summary>
    IAsyncEnumerable<IReadOnlyList<DeliveryProgress>> ProgressSinceAsync(
        DateTimeOffset since,
        CancellationToken cancellationToken
    );

    /// <summary>The parcels of a delivery that have shipped so far.</summary>
    Task<IReadOnlyList<Parcel>> ParcelsAsync(string warehouseNumber, CancellationToken cancellationToken);

    /// <summary>
    /// Stock that changed at or after <paramref name="since"/>, page by page; all of it if that is null. A row that cannot be read is returned
    /// without <see cref="StockReading.OnHand"/>, so that its item is not taken for missing.
    /// </summary>
    IAsyncEnumerable<IReadOnlyList<StockReading>> InventorySinceAsync(
        DateTimeOffset? since,
        CancellationToken cancellationToken
    );
}

/// <summary>The outcome of submitting a delivery.</summary>
public abstract record Submission
{
    /// <summary>What a person should know of how it was sent, for example that characters were replaced; null where nothing.</summary>
    public string? Note { get; init; }

    /// <summary>The warehouse has it, under its own number.</summary>
    public sealed record Accepted(string WarehouseNumber) : Submission;

    /// <summary>The warehouse has it and has not yet decided whether to accept it: look again.</summary>
    public sealed record Pending : Submission;

    /// <summary>The warehouse rejects it and does not have it. The reason is for a person.</summary>
    public sealed record Refused(string Reason) : Submission;
}

/// <summary>The answer to a request to cancel.</summary>
public abstract record Cancellation
{
    /// <summary>It will not be shipped.</summary>
    public sealed record Done : Cancellation;

    /// <summary>It will be shipped, and why.</summary>
    public sealed record TooLate(string Reason) : Cancellation;

    /// <summary>The warehouse has no such delivery.</summary>
    public sealed record NotThere : Cancellation;
}

/// <summary>What a warehouse's status means.</summary>
public enum ProgressKind
{
    /// <summary>In progress.</summary>
    Moving,

    /// <summary>Stopped until somebody at the warehouse, or the merchant, acts.</summary>
    Held,
    PartlyShipped,

    /// <summary>Every expected parcel has shipped.</summary>
    Shipped,

    /// <summary>The warehouse will not ship it.</summary>
    Canceled,

    /// <summary>It shipped and came back.</summary>
    Returned,
}

/// <summary>The progress of a delivery.</summary>
/// <param name="WarehouseNumber">The warehouse's own number.</param>
/// <param name="Kind">What it means.</param>
/// <param name="Status">In the warehouse's words.</param>
public sealed record DeliveryProgress(string WarehouseNumber, ProgressKind Kind, string Status)
{
    /// <summary>The tracking numbers that the warehouse names now: a change of them is news. Empty if it does not say.</summary>
    public IReadOnlyList<string> TrackingNumbers { get; init; } = [];
}

/// <summary>A parcel that has shipped.</summary>
public sealed record Parcel
{
    /// <summary>Identifies the parcel within its delivery; stable, also if its tracking number is corrected.</summary>
    public required string ParcelId { get; init; }

    /// <summary>As the warehouse writes it: <see cref="TrackingNumbers"/> reads it.</summary>
    public required string TrackingNumber { get; init; }
    public string? Carrier { get; init; }
    public string? Service { get; init; }
    public required DateTimeOffset ShippedAt { get; init; }

    /// <summary>In pounds.</summary>
    public decimal? WeightPounds { get; init; }
    public required IReadOnlyList<ShippedItem> Items { get; init; }
}
