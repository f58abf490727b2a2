using Crossdock.Adapters.QuickBooksCommerce.Wire;
using Crossdock.Contracts;

namespace Crossdock.Adapters.QuickBooksCommerce.Orders;

/// <summary>Lines in our words.</summary>
internal static class LineMapping
{
    private const decimal MaxFigure = 1_000_000_000;

    /// <summary>Null where the line is of a type that nobody has documented.</summary>
    public static LineKind? KindOf(LineObject line) =>
        line.LineType?.ToLowerInvariant() switch
        {
            // A line typed in by hand that still names an item has goods behind it.
            null or "product" => line.Freeform == true && line.VariantId is null ? LineKind.Freeform : LineKind.Product,
            "discount" => LineKind.Discount,
            "shipping" => LineKind.Shipping,
            "rounding" => LineKind.Rounding,
            "fee" => LineKind.Fee,
            "gift_wrap" => LineKind.GiftWrap,
            _ => null,
        };

    /// <param name="line">As read.</param>
    /// <param name="variant">What the line sells; null where it sells none or it could not be found.</param>
    public static OrderLine ToLine(LineObject line, VariantObject? variant) =>
        new()
        {
            LineId = line.Id is { } id ? Texts.Of(id) : "",
            Kind = KindOf(line) ?? LineKind.Fee,
            Sku = variant?.Sku,
            Description = line.Label ?? NameOf(variant),
            Quantity = line.Quantity ?? 0,
            UnitPrice = PriceOf(line.Price ?? 0, line.Discount ?? 0),
        };

    /// <summary>After the discount in percent; figures beyond any price are left as they are.</summary>
    private static decimal PriceOf(decimal price, decimal discount) =>
        Math.Abs(price) > MaxFigure || Math.Abs(discount) > MaxFigure ? price : price * (100 - discount) / 100;

    /// <summary>What makes the line unfit to be shipped, in words; null where nothing does.</summary>
    public static string? ProblemOf(LineObject line, VariantObject? variant)
    {
        var name = line.Label ?? (line.Id is { } id ? $"Line {id}" : "A line");
        if (line.Id is null)
        {
            return $"{name} has no id";
        }

        return KindOf(line) switch
        {
            null => $"{name} is of an unknown type \"{line.LineType}\"",
            not (LineKind.Product or LineKind.Freeform) => null,
            _ when line.Quantity is null => $"{name} has no readable quantity",
            _ when line.Quantity < 0 => $"{name} has a quantity below zero",
            LineKind.Freeform => null,
            _ when line.VariantId is null => $"{name} names no item",
            _ when variant is null || IsDeleted(variant) =>
                $"The item of {name} (variant {line.VariantId}) is no longer in QuickBooks Commerce",
            _ when variant.Sku is null => $"The item of {name} (variant {line.VariantId}) has no SKU",
            _ => null,
        };
    }

    private static bool IsDeleted(VariantObject variant) =>
        string.Equals(variant.Status, "deleted", StringComparison.OrdinalIgnoreCase);

    private static string? NameOf(VariantObject? variant) =>
        variant switch
        {
            null => null,
            { ProductName: null } => variant.Name,
            { Name: null } => variant.ProductName,
            _ when variant.Name == variant.ProductName => variant.Name,
            _ => $"{variant.ProductName} - {variant.Name}",
        };
}
