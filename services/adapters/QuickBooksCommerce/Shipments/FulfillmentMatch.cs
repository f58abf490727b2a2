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
            ?? Standing.FirstOrDefault(fulfillment => HasTracking(fulfillment, shipment) && !IsOurs(fulfillment));
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
            fulfillment is { Status: "packed", TrackingNumber: null }
            && !IsOurs(fulfillment)
            && wanted.SetEquals(
                Lines
                    .Where(line => line.FulfillmentId == fulfillment.Id)
                    .Select(line => (line.OrderLineItemId ?? 0, line.Quantity ?? 0))
            )
        );
    }

    /// <summary>True where the customer can follow the parcel.</summary>
    public static bool IsComplete(FulfillmentObject fulfillment, ConfirmShipment shipment) =>
        fulfillment.Status is not "packed" && HasTracking(fulfillment, shipment);

    private IEnumerable<FulfillmentObject> Standing =>
        Fulfillments.Where(fulfillment => fulfillment.Status is not ("void" or "deleted"));

    private static bool IsOurs(FulfillmentObject fulfillment) => Mentions(fulfillment, FulfillmentMapping.Mark);

    private static bool Mentions(FulfillmentObject fulfillment, string text) =>
        fulfillment.Notes?.Contains(text, StringComparison.OrdinalIgnoreCase) == true;

    private static bool HasTracking(FulfillmentObject fulfillment, ConfirmShipment shipment) =>
        string.Equals(fulfillment.TrackingNumber, shipment.TrackingNumber.Trim(), StringComparison.OrdinalIgnoreCase);
}
