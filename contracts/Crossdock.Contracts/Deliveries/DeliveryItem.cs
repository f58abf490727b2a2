namespace Crossdock.Contracts;

/// <summary>One item of a delivery, in the warehouse's own code.</summary>
public sealed record DeliveryItem
{
    /// <summary>The code by which the warehouse knows the item (at Bergen: the UPC).</summary>
    public required string ItemCode { get; init; }

    /// <summary>In units; greater than zero.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Per unit, in the order's currency.</summary>
    public decimal UnitPrice { get; init; }
    public string? Description { get; init; }
}
