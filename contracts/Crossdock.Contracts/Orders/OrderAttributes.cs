namespace Crossdock.Contracts;

/// <summary>What a cart says about an order beside its content, in the cart's own words; what it does not say is null.</summary>
public sealed record OrderAttributes
{
    public string? Status { get; init; }
    public string? PaymentStatus { get; init; }
    public string? InvoiceStatus { get; init; }
    public string? FulfillmentStatus { get; init; }
    public string? PackStatus { get; init; }

    /// <summary>The location whose stock the order is taken from.</summary>
    public string? Location { get; init; }

    /// <summary>With taxes and shipping, in the order's currency.</summary>
    public decimal? Total { get; init; }
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>True if both say the same.</summary>
    public bool Equals(OrderAttributes? other) =>
        other is not null
        && (Status, PaymentStatus, InvoiceStatus, FulfillmentStatus, PackStatus, Location, Total)
            == (
                other.Status,
                other.PaymentStatus,
                other.InvoiceStatus,
                other.FulfillmentStatus,
                other.PackStatus,
                other.Location,
                other.Total
            )
        && Tags.SequenceEqual(other.Tags);

    public override int GetHashCode() => HashCode.Combine(Status, PaymentStatus, Location, Total, Tags.Count);
}
