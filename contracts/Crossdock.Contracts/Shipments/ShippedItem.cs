namespace Crossdock.Contracts;

/// <summary>How many units of an item are in a parcel.</summary>
public sealed record ShippedItem
{
    /// <summary>The warehouse's code of the item.</summary>
    public required string ItemCode { get; init; }
    public required decimal Quantity { get; init; }
}
