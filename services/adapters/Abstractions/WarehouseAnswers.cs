using Crossdock.Contracts;

namespace Crossdock.Adapters;

/// <summary>How a delivery stands at the warehouse after it was submitted.</summary>
public abstract record Submission
{
    /// <summary>It is there, under the warehouse's own number.</summary>
    public sealed record Accepted(string WarehouseNumber) : Submission;

    /// <summary>It is there, and the warehouse has not yet said whether it takes it: look again.</summary>
    public sealed record Pending : Submission;

    /// <summary>The warehouse will not take it, and does not have it. The reason is for a person.</summary>
    public sealed record Refused(string Reason) : Submission;
}

/// <summary>The answer to a request to cancel.</summary>
public abstract record Cancellation
{
    /// <summary>It will not be shipped.</summary>
    public sealed record Done : Cancellation;

    /// <summary>It goes its way, and why.</summary>
    public sealed record TooLate(string Reason) : Cancellation;

    /// <summary>The warehouse has no such delivery.</summary>
    public sealed record NotThere : Cancellation;
}

/// <summary>What a warehouse's status means for us.</summary>
public enum ProgressKind
{
    /// <summary>On its way through the building.</summary>
    Moving,

    /// <summary>Stands still until somebody at the warehouse, or the merchant, does something.</summary>
    Held,
    PartlyShipped,

    /// <summary>All that will leave has left.</summary>
    Shipped,

    /// <summary>The warehouse will not ship it.</summary>
    Canceled,

    /// <summary>It left and came back.</summary>
    Returned,
}

/// <summary>Where a delivery stands.</summary>
/// <param name="WarehouseNumber">The warehouse's own number.</param>
/// <param name="Kind">What it means for us.</param>
/// <param name="Status">In the warehouse's words.</param>
public sealed record DeliveryProgress(string WarehouseNumber, ProgressKind Kind, string Status);

/// <summary>A parcel that left.</summary>
public sealed record Parcel
{
    /// <summary>Names the parcel within its delivery, always the same.</summary>
    public required string ParcelId { get; init; }
    public required string TrackingNumber { get; init; }
    public string? Carrier { get; init; }
    public string? Service { get; init; }
    public required DateTimeOffset ShippedAt { get; init; }

    /// <summary>In pounds.</summary>
    public decimal? WeightPounds { get; init; }
    public required IReadOnlyList<ShippedItem> Items { get; init; }
}
