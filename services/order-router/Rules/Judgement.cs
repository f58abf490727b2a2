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

    /// <summary>What was shipped in the cart by hand, in a sentence; null if the cart shows nothing beyond our own parcels, or does not say.</summary>
    /// <param name="order">As the cart shows it now.</param>
    /// <param name="ours">Our parcels.</param>
    /// <param name="byHand">What the cart shows beside them.</param>
    public static string? ByHand(
        OrderReceived order,
        IReadOnlyCollection<ConfirmShipment> ours,
        IReadOnlyCollection<ConfirmedLine> byHand
    ) =>
        order.ShippedInCart switch
        {
            ShippedInCart.Wholly when !Allocation.IsWhole(order.Lines, ours.SelectMany(one => one.Lines)) =>
                WhollyByHand,
            ShippedInCart.Partly when ours.Count == 0 => PartlyByHand,
            ShippedInCart.Partly when order.ParcelsInCart is null && ours.All(one => one.Lines.Count == 0) =>
                PartlyByHand,
            ShippedInCart.Partly when byHand.Count > 0 =>
                $"It was partly shipped in the cart by hand beside the warehouse's parcels ({HandShipped.Name(byHand, order)}).",
            _ => null,
        };
}
