using Crossdock.Adapters.QuickBooksCommerce.Wire;
using Crossdock.Contracts;

namespace Crossdock.Adapters.QuickBooksCommerce.Shipments;

/// <summary>Which of an order's fulfillments is which parcel.</summary>
/// <param name="Fulfillments">All that the order has.</param>
/// <param name="Lines">What is in them.</param>
internal sealed record FulfillmentMatch(
    IReadOnlyList<FulfillmentObject> Fulfillments,
    IReadOnlyList<FulfillmentLineObject> Lines
)
{
    /// <summary>The parcel by our reference, or else by the tracking number, unless that one is another parcel of ours.</summary>
    public FulfillmentObject? Find(ConfirmShipment shipment)
    {
        var reference = FulfillmentMapping.ReferenceOf(shipment);
        return Standing.FirstOrDefault(fulfillment => Mentions(fulfillment, reference))
            ?? Standing.FirstOrDefault(fulfillment =>
                shipment.TrackingNumber is not null && HasTracking(fulfillment, shipment) && !IsOurs(fulfillment)
            );
    }

    /// <summary>
    /// A fulfillment that somebody packed in the cart by hand, with just the parcel's lines in it: the cart takes no second one
    /// for the same goods.
    /// </summary>
    public FulfillmentObject? FindPacked(ConfirmShipment shipment)
    {
        var wanted = FulfillmentMapping
            .ToLines(shipment)
            .Select(line => (line.OrderLineItemId, line.Quantity))
            .ToHashSet();
        return Standing.FirstOrDefault(fulfillment =>
            IsPackedByHand(fulfillment)
            && wanted.SetEquals(
                Lines
                    .Where(line => line.FulfillmentId == fulfillment.Id)
                    .Select(line => (line.OrderLineItemId ?? 0, line.Quantity ?? 0))
            )
        );
    }

    public bool HasPackedByHand => Standing.Any(IsPackedByHand);

    /// <summary>
    /// What was packed in the cart by hand, in other amounts than the parcel's, and leaves too little of an order's line for the parcel.
    /// Empty if too little is left for another reason: then nothing is to be undone.
    /// </summary>
    /// <param name="shipment">The parcel.</param>
    /// <param name="ordered">The order's lines.</param>
    public IReadOnlyList<FulfillmentObject> PackedInTheWay(ConfirmShipment shipment, IEnumerable<LineObject> ordered)
    {
        var byHand = Standing.Where(IsPackedByHand).ToList();
        var left = ordered.ToDictionary(line => line.Id ?? 0, line => (line.Quantity ?? 0) - In(Standing, line.Id));
        var blocked = FulfillmentMapping
            .ToLines(shipment)
            .Where(line => left.GetValueOrDefault(line.OrderLineItemId) < line.Quantity)
            .ToList();
        return blocked.TrueForAll(line =>
            left.GetValueOrDefault(line.OrderLineItemId) + In(byHand, line.OrderLineItemId) >= line.Quantity
        )
            ? byHand.FindAll(one => blocked.Exists(line => In([one], line.OrderLineItemId) > 0))
            : [];
    }

    private decimal In(IEnumerable<FulfillmentObject> fulfillments, long? lineId)
    {
        var ids = fulfillments.Select(fulfillment => fulfillment.Id).ToHashSet();
        return Lines
            .Where(line => line.OrderLineItemId == lineId && ids.Contains(line.FulfillmentId))
            .Sum(line => line.Quantity ?? 0);
    }

    /// <summary>True where the customer can follow the parcel.</summary>
    public static bool IsComplete(FulfillmentObject fulfillment, ConfirmShipment shipment) =>
        fulfillment.Status is not "packed" && HasTracking(fulfillment, shipment) && NamesAll(fulfillment, shipment);

    /// <summary>True if the notes name the parcel's further tracking numbers.</summary>
    public static bool NamesAll(FulfillmentObject fulfillment, ConfirmShipment shipment) =>
        shipment.OtherTrackingNumbers.All(number => Mentions(fulfillment, number));

    private IEnumerable<FulfillmentObject> Standing =>
        Fulfillments.Where(fulfillment => fulfillment.Status is not ("void" or "deleted"));

    private static bool IsPackedByHand(FulfillmentObject fulfillment) =>
        fulfillment is { Status: "packed", TrackingNumber: null } && !IsOurs(fulfillment);

    private static bool IsOurs(FulfillmentObject fulfillment) => Mentions(fulfillment, FulfillmentMapping.Mark);

    private static bool Mentions(FulfillmentObject fulfillment, string text) =>
        fulfillment.Notes?.Contains(text, StringComparison.OrdinalIgnoreCase) == true;

    private static bool HasTracking(FulfillmentObject fulfillment, ConfirmShipment shipment) =>
        shipment.TrackingNumber is not { } number
        || string.Equals(fulfillment.TrackingNumber, number.Trim(), StringComparison.OrdinalIgnoreCase);
}
