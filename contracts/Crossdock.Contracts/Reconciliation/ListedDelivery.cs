namespace Crossdock.Contracts;

/// <summary>A delivery as its warehouse lists it.</summary>
public sealed record ListedDelivery
{
    /// <summary>The order's id in the hub; null if the delivery is not one of ours.</summary>
    public Guid? Order { get; init; }

    /// <summary>The delivery's id in the hub; null if it is not one of ours.</summary>
    public Guid? Delivery { get; init; }

    /// <summary>The warehouse's own number.</summary>
    public required string WarehouseNumber { get; init; }
    public required ListedStatus Status { get; init; }

    /// <summary>In the warehouse's words.</summary>
    public string? Text { get; init; }
    public IReadOnlyList<string> TrackingNumbers { get; init; } = [];

    /// <summary>True if the hub did not know of it: it does since this reading.</summary>
    public bool IsNews { get; init; }
}
