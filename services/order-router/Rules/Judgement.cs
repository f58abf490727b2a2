using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Rules;

/// <summary>Judges an order as its cart shows it now. Pure: everything it depends on is an argument.</summary>
public static class Judgement
{
    public const string WhollyByHand = "It was shipped in the cart by hand.";
    public const string PartlyByHand =
        "It was partly shipped in the cart by hand: ship the rest by hand as well, or void it and order the rest again.";

    /// <summary>Why an order of which nothing was sent must not be sent; null if it may.</summary>
    public static RuleOutcome.Hold? ReasonToHold(OrderReceived order) =>
        order.BlockReason is { } blocked ? new(blocked, ExceptionKind.BlockedInCart)
        : order.ShippedInCart == ShippedInCart.Partly ? new(PartlyByHand, ExceptionKind.ShippedByHand, "")
        : null;

    /// <summary>
    /// What was shipped in the cart by hand; null if the cart shows nothing beyond our own parcels. A partly shipped order of which a parcel
    /// of ours has left cannot be told from our own confirmation.
    /// </summary>
    /// <param name="order">As the cart shows it now.</param>
    /// <param name="ours">The lines of our parcels.</param>
    public static string? ByHand(OrderReceived order, IReadOnlyCollection<ConfirmedLine> ours) =>
        order.ShippedInCart switch
        {
            ShippedInCart.Wholly when !Allocation.IsWhole(order.Lines, ours) => WhollyByHand,
            ShippedInCart.Partly when ours.Count == 0 => PartlyByHand,
            _ => null,
        };
}
