using Crossdock.Adapters.QuickBooksCommerce.Wire;

namespace Crossdock.Adapters.QuickBooksCommerce.Stock;

/// <summary>The way from what the cart shows to what it shall show: the cart knows changes of stock only.</summary>
internal static class StockDelta
{
    /// <summary>The line to adjust by, null where the level stands already; or why it cannot be set.</summary>
    public static (StockAdjustmentLineFields? Line, string? Refusal) Between(
        VariantObject variant,
        long id,
        long locationId,
        decimal target
    )
    {
        if (variant.ManageStock == false)
        {
            return (null, "QuickBooks Commerce does not manage stock for this item");
        }

        if (variant.Composite == true)
        {
            return (null, "The item is a bundle in QuickBooks Commerce: its stock follows from its parts");
        }

        if (variant.Locations is null)
        {
            return (null, "QuickBooks Commerce did not say the item's stock");
        }

        // A location that is not listed has never had the item; a figure of null is none either.
        var shown = variant.Locations.FirstOrDefault(location => location.LocationId == locationId)?.StockOnHand ?? 0;
        var delta = target - shown;
        return delta == 0
            ? (null, null)
            : (
                new StockAdjustmentLineFields(id, Texts.Plain(delta), delta > 0 ? Texts.Of(CostOf(variant)) : null),
                null
            );
    }

    /// <summary>What a found unit is worth: as little as possible should change in the books.</summary>
    private static decimal CostOf(VariantObject variant) =>
        Positive(variant.MovingAverageCost) ?? Positive(variant.LastCostPrice) ?? Positive(variant.BuyPrice) ?? 0;

    private static decimal? Positive(decimal? figure) => figure > 0 ? figure : null;
}
