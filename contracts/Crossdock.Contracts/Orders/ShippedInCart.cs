namespace Crossdock.Contracts;

/// <summary>How much of an order its cart shows as shipped.</summary>
public enum ShippedInCart
{
    Nothing,
    Partly,
    Wholly,
}
