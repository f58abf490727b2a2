namespace Crossdock.Contracts;

/// <summary>An order as its cart lists it.</summary>
public sealed record ListedOrder
{
    /// <summary>The order's id in the hub.</summary>
    public required Guid Id { get; init; }
    public required string OrderNumber { get; init; }
    public required string Merchant { get; init; }

    /// <summary>False while it is still being written.</summary>
    public bool IsReady { get; init; }
    public bool IsVoid { get; init; }
    public ShippedInCart ShippedInCart { get; init; }

    /// <summary>All parcels that the cart shows of it; null if they were not read.</summary>
    public IReadOnlyList<ParcelInCart>? Parcels { get; init; }

    /// <summary>True if the hub did not have it: it was taken in with this reading.</summary>
    public bool IsNew { get; init; }

    /// <summary>True if the hub did not know of a change: it does since this reading.</summary>
    public bool IsChanged { get; init; }

    /// <summary>Why it is not accepted; null if it is.</summary>
    public string? Skipped { get; init; }
}
