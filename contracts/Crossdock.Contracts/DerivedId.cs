using System.Security.Cryptography;
using System.Text;

namespace Crossdock.Contracts;

/// <summary>Deterministic ids: the same inputs always give the same id, so that a repeat is recognised everywhere.</summary>
public static class DerivedId
{
    /// <summary>Of an order: from the cart connection and the cart's own order id.</summary>
    public static Guid OfOrder(string connection, string cartOrderId) => From("order", connection, cartOrderId);

    /// <summary>Of a delivery: from the order and the number of the delivery (1 at first; one more for each further attempt).</summary>
    public static Guid OfDelivery(Guid orderId, int number) =>
        From("delivery", orderId.ToString("D"), number.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Of a shipment: from the delivery and what identifies the parcel in it.</summary>
    public static Guid OfShipment(Guid deliveryId, string parcel, string trackingNumber) =>
        From("shipment", deliveryId.ToString("D"), parcel, trackingNumber);

    /// <summary>Of the cause of an exception.</summary>
    public static Guid OfException(ExceptionCause cause) =>
        From("exception", cause.Kind, cause.Merchant ?? "", cause.Connection ?? "", cause.Subject ?? "");

    /// <summary>The first 16 bytes of a SHA-256 over the parts, as a version 8 UUID. Each part is prefixed with its length, so no two lists give the same text.</summary>
    private static Guid From(params string[] parts)
    {
        var text = string.Concat(parts.Select(part => $"{part.Length}:{part}"));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
