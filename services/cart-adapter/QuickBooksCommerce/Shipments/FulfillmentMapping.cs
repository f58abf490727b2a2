using System.Globalization;
using Crossdock.CartAdapter.QuickBooksCommerce.Wire;
using Crossdock.Contracts;
using Crossdock.Platform.Connections;

namespace Crossdock.CartAdapter.QuickBooksCommerce.Shipments;

/// <summary>Parcels in the cart's words, and which of the cart's fulfillments is which parcel.</summary>
internal static class FulfillmentMapping
{
    private const string Mark = "Crossdock shipment ";

    /// <summary>Written into the notes of a fulfillment: by it we recognise what we sent.</summary>
    public static string ReferenceOf(ConfirmShipment shipment) =>
        $"{Mark}{shipment.ShipmentId.ToString("D", CultureInfo.InvariantCulture)}";

    /// <summary>A new fulfillment, packed and shipped in one: all of it may be sent on create.</summary>
    /// <exception cref="ConnectionProblemException">Refused: an id is not one of this cart.</exception>
    public static FulfillmentFields ToNew(ConfirmShipment shipment) =>
        Tracking(shipment) with
        {
            OrderId = IdOf(shipment.CartOrderId, "order"),
            PackedAt = Texts.Of(shipment.ShippedAt),
            Notes = ReferenceOf(shipment),
            FulfillmentLineItems =
            [
                .. shipment
                    .Lines.GroupBy(line => IdOf(line.LineId, "line"))
                    .Select(line => new FulfillmentLineFields(
                        line.Key,
                        Texts.Plain(line.Sum(part => part.Quantity))
                    )),
            ],
        };

    /// <summary>What makes a fulfillment that is there already show the parcel.</summary>
    public static FulfillmentFields Tracking(ConfirmShipment shipment) =>
        new()
        {
            Status = "fulfilled",
            ShippedAt = Texts.Of(shipment.ShippedAt),
            TrackingNumber = shipment.TrackingNumber,
            TrackingCompany = shipment.Carrier,
            Service = shipment.Service,
        };

    /// <summary>
    /// The parcel among the order's fulfillments: by our reference, or else by the tracking number, unless that one is
    /// another parcel of ours.
    /// </summary>
    public static FulfillmentObject? Find(
        ConfirmShipment shipment,
        IReadOnlyList<FulfillmentObject> fulfillments
    )
    {
        var standing = fulfillments
            .Where(fulfillment => fulfillment.Status is not ("void" or "deleted"))
            .ToList();
        var reference = ReferenceOf(shipment);
        return standing.Find(fulfillment => Mentions(fulfillment, reference))
            ?? standing.Find(fulfillment =>
                HasTracking(fulfillment, shipment) && !Mentions(fulfillment, Mark)
            );
    }

    /// <summary>True where the customer can follow the parcel.</summary>
    public static bool IsComplete(FulfillmentObject fulfillment, ConfirmShipment shipment) =>
        fulfillment.Status is not "packed" && HasTracking(fulfillment, shipment);

    /// <exception cref="ConnectionProblemException">Refused: no id of this cart.</exception>
    public static long IdOf(string text, string what) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0
            ? id
            : throw new ConnectionProblemException(
                ConnectionProblem.Refused,
                $"\"{text}\" is no {what} id of QuickBooks Commerce"
            );

    private static bool Mentions(FulfillmentObject fulfillment, string text) =>
        fulfillment.Notes?.Contains(text, StringComparison.OrdinalIgnoreCase) == true;

    private static bool HasTracking(FulfillmentObject fulfillment, ConfirmShipment shipment) =>
        string.Equals(
            fulfillment.TrackingNumber,
            shipment.TrackingNumber.Trim(),
            StringComparison.OrdinalIgnoreCase
        );
}
