namespace Crossdock.Contracts;

/// <summary>Command, order-router to cart-adapter: read what a cart has, take in what is new, and list it. A repeat is listed once.</summary>
public sealed record ReconcileCart
{
    public required Guid ReconciliationId { get; init; }

    /// <summary>The name of the cart connection.</summary>
    public required string Connection { get; init; }

    /// <summary>The orders that were changed in the cart at or after this moment.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>And not after this one.</summary>
    public required DateTimeOffset To { get; init; }
}
