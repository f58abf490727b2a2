namespace Crossdock.Contracts;

/// <summary>
/// Event, order-router to cart-adapter: an order was posted to the hub's own API, or who posted it has voided it. Its content never changes
/// afterwards, and a void is final: messages may come twice, late and out of order. Republished until the saga has the order.
/// </summary>
public sealed record OrderPosted : IOrderMessage
{
    public required Guid OrderId { get; init; }

    /// <summary>The name of the cart connection that it was posted for.</summary>
    public required string Connection { get; init; }

    /// <summary>The reference under which it was posted; unique in the connection.</summary>
    public required string CartOrderId { get; init; }

    /// <summary>The full order number that people use.</summary>
    public required string OrderNumber { get; init; }
    public required DateTimeOffset PostedAt { get; init; }

    /// <summary>The day of the order, at midnight UTC.</summary>
    public required DateTimeOffset OrderedAt { get; init; }

    /// <summary>The country is as it was typed.</summary>
    public required Address ShipTo { get; init; }
    public Address? BillTo { get; init; }
    public string? ShipMethod { get; init; }
    public required IReadOnlyList<OrderLine> Lines { get; init; }
    public string? Currency { get; init; }
    public string? Notes { get; init; }

    /// <summary>The day on which it is to ship, at midnight UTC; null if it names none.</summary>
    public DateTimeOffset? StartDate { get; init; }

    /// <summary>The day after which it is no longer wanted, at midnight UTC; null for no end.</summary>
    public DateTimeOffset? CancelDate { get; init; }

    /// <summary>True once it is not to be shipped any more.</summary>
    public bool IsVoid { get; init; }
}
