using System.Globalization;
using Crossdock.Adapters.QuickBooksCommerce.Wire;
using Crossdock.Contracts;

namespace Crossdock.Adapters.QuickBooksCommerce.Shipments;

/// <summary>Parcels in the cart's words.</summary>
internal static class FulfillmentMapping
{
    /// <summary>Begins each reference of ours.</summary>
    public const string Mark = "Crossdock shipment ";

    /// <summary>Written into the notes of a fulfillment: by it we recognise what we sent.</summary>
    public static string ReferenceOf(ConfirmShipment shipment) =>
        Mark + shipment.ShipmentId.ToString("D", CultureInfo.InvariantCulture);

    /// <summary>The parcel of ours whose reference is in the notes; null if none is.</summary>
    public static Guid? ShipmentIn(string? notes)
    {
        var parts = (notes ?? "").Split(Mark, StringSplitOptions.None);
        return parts.Length > 1 && Guid.TryParse(parts[1].Split((char[]?)null, 2)[0], out var id) ? id : null;
    }

    /// <summary>The reference, and the tracking numbers for which the fulfillment has no field.</summary>
    private static string NotesOf(ConfirmShipment shipment) =>
        NumbersOf(shipment) is { } numbers ? $"{ReferenceOf(shipment)}\n{numbers}" : ReferenceOf(shipment);

    /// <summary>All tracking numbers for people; null if there is one at most.</summary>
    public static string? NumbersOf(ConfirmShipment shipment) =>
        shipment.OtherTrackingNumbers.Count == 0
            ? null
            : $"Tracking numbers: {string.Join(", ", shipment.OtherTrackingNumbers.Prepend(shipment.TrackingNumber))}";

    /// <summary>A new fulfillment, packed and shipped in one: all of it may be sent on create.</summary>
    /// <exception cref="ConnectionProblemException">Refused: an id is not one of this cart.</exception>
    public static FulfillmentFields ToNew(ConfirmShipment shipment) =>
        ToChange(shipment) with
        {
            OrderId = OrderIdOf(shipment),
            PackedAt = Texts.Of(shipment.ShippedAt),
            Notes = NotesOf(shipment),
            FulfillmentLineItems = ToLines(shipment),
        };

    /// <summary>What makes a fulfillment that is there already show the parcel.</summary>
    public static FulfillmentFields ToChange(ConfirmShipment shipment) =>
        new()
        {
            Status = "fulfilled",
            ShippedAt = Texts.Of(shipment.ShippedAt),
            TrackingNumber = shipment.TrackingNumber?.Trim(),
            TrackingCompany = shipment.Carrier,
            Service = shipment.Service,
        };

    /// <summary>The parcel's content, each line of the order once.</summary>
    public static List<FulfillmentLineFields> ToLines(ConfirmShipment shipment) =>
        [
            .. shipment
                .Lines.GroupBy(line => IdOf(line.LineId, "order line"))
                .Select(line => new FulfillmentLineFields(line.Key, Texts.Plain(line.Sum(part => part.Quantity)))),
        ];

    public static long OrderIdOf(ConfirmShipment shipment) => IdOf(shipment.CartOrderId, "order");

    private static long IdOf(string text, string what) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0
            ? id
            : throw new ConnectionProblemException(
                ConnectionProblem.Refused,
                $"\"{text}\" is no {what} id of QuickBooks Commerce"
            );
}
