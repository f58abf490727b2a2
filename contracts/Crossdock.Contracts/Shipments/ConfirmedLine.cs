namespace Crossdock.Contracts;

/// <summary>How many units of an order line a shipment contains.</summary>
public sealed record ConfirmedLine
{
    /// <summary>The cart's own id of the line.</summary>
    public required string LineId { get; init; }
    public required decimal Quantity { get; init; }
}
