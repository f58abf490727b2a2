namespace Crossdock.Contracts;

/// <summary>What a line of an order stands for. Only <see cref="Product"/> lines go to a warehouse.</summary>
public enum LineKind
{
    Product,

    /// <summary>Typed in by hand; refers to no item.</summary>
    Freeform,
    Discount,
    Shipping,
    GiftWrap,
    Fee,
    Rounding,
}
