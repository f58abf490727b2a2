using System.Text.Json;
using Crossdock.Adapters;
using Crossdock.Contracts;

namespace Crossdock.CartAdapter.Orders;

/// <summary>What has become of an accepted order in its cart. Pure: everything it depends on is an argument.</summary>
public static class CartJudgement
{
    public const string Voided = "It was voided in the cart.";

    /// <summary>The message about the order as the cart shows it now.</summary>
    /// <param name="before">The last message about it; its content stays while the cart's is unfit.</param>
    /// <param name="order">As the cart shows it.</param>
    /// <param name="edited">Makes the message again.</param>
    public static OrderReceived Now(OrderReceived before, CartOrder order, Func<OrderReceived> edited)
    {
        var known = before with
        {
            VoidReason = null,
            BlockReason = null,
            ShippedInCart = ShippedInCart.Nothing,
            ParcelsInCart = null,
        };
        var unfit = Intake.ReasonUnfit(order);
        return order.State switch
        {
            CartOrderState.Void => before with { VoidReason = Voided },
            CartOrderState.NotReady => known with
            {
                BlockReason =
                    "It is no longer ready to be shipped in the cart: it was put back to draft, or to another status.",
            },
            // Often our own confirmation, read back: the router knows its parcels and tells.
            CartOrderState.Shipped or CartOrderState.PartlyShipped => (unfit is null ? edited() : known) with
            {
                ShippedInCart = ShippedIn(order),
                ParcelsInCart = order.State == CartOrderState.Shipped ? null : Sorted(order.Parcels),
            },
            _ => unfit is null ? edited() : known with { BlockReason = unfit },
        };
    }

    /// <summary>How much of it the cart shows as shipped.</summary>
    public static ShippedInCart ShippedIn(CartOrder order) =>
        order.State switch
        {
            CartOrderState.Shipped => ShippedInCart.Wholly,
            CartOrderState.PartlyShipped => ShippedInCart.Partly,
            _ => ShippedInCart.Nothing,
        };

    /// <summary>The message about an order that the cart does not have any more; one that was voided stays so.</summary>
    public static OrderReceived Missing(OrderReceived before) =>
        before.VoidReason is not null
            ? before
            : before with
            {
                BlockReason = "The cart does not have the order any more: put it back there, or cancel it here.",
                ShippedInCart = ShippedInCart.Nothing,
                ParcelsInCart = null,
            };

    /// <summary>A cart may list them in any order.</summary>
    private static List<ParcelInCart>? Sorted(IReadOnlyList<ParcelInCart>? parcels) =>
        parcels
            ?.OrderBy(parcel => parcel.TrackingNumber, StringComparer.Ordinal)
            .ThenBy(parcel => parcel.ShipmentId)
            .ToList();

    /// <summary>True if the cart shows the same of it as shipped.</summary>
    public static bool SameShipped(OrderReceived before, OrderReceived now) =>
        before.ShippedInCart == now.ShippedInCart
        && JsonSerializer.Serialize(before.ParcelsInCart) == JsonSerializer.Serialize(now.ParcelsInCart);

    /// <summary>
    /// True if the router has to know of the order although it has ended: one that was canceled is to be shipped after all; one that is
    /// confirmed was edited, perhaps before it shipped, and shows otherwise than it was sent; one that the rules skipped was edited.
    /// </summary>
    /// <param name="settled">How it ended.</param>
    /// <param name="now">The message about the order as the cart shows it now.</param>
    /// <param name="isSame">True if it says the same to a warehouse as the last one.</param>
    public static bool MattersAfterEnd(string settled, OrderReceived now, bool isSame) =>
        settled switch
        {
            "canceled" => now is { VoidReason: null, ShippedInCart: not ShippedInCart.Wholly },
            "confirmed" => !isSame,
            "skipped" => !isSame && now is { VoidReason: null, ShippedInCart: ShippedInCart.Nothing },
            _ => false,
        };
}
