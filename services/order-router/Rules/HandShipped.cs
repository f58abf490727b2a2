using System.Globalization;
using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Rules;

/// <summary>Tells what people shipped in the cart from our own parcels, by the parcels that the cart shows. Pure.</summary>
public static class HandShipped
{
    /// <summary>What the cart shows of a partly shipped order beside our parcels; empty if none of ours has left, or the cart does not say.</summary>
    /// <param name="order">As the cart shows it now.</param>
    /// <param name="ours">Our parcels.</param>
    public static IReadOnlyList<ConfirmedLine> Of(OrderReceived order, IReadOnlyCollection<ConfirmShipment> ours)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(ours);
        return order is { ShippedInCart: ShippedInCart.Partly, ParcelsInCart: { } shown } && ours.Count > 0
            ? Beside(shown, ours)
            : [];
    }

    /// <summary>
    /// The units that the cart shows beyond those of our parcels, whoever changed which of them there. A parcel that no line could show, and that
    /// people have added under its number as they were asked to, is ours.
    /// </summary>
    public static IReadOnlyList<ConfirmedLine> Beside(
        IReadOnlyCollection<ParcelInCart> shown,
        IReadOnlyCollection<ConfirmShipment> ours
    )
    {
        var left = ours.SelectMany(one => one.Lines)
            .ToLookup(line => line.LineId, line => line.Quantity, StringComparer.Ordinal);
        return
        [
            .. shown
                .Where(parcel => !ours.Any(one => one.Lines.Count == 0 && Is(parcel, one)))
                .SelectMany(parcel => parcel.Lines ?? [])
                .GroupBy(line => line.LineId, StringComparer.Ordinal)
                .Select(line => new ConfirmedLine { LineId = line.Key, Quantity = Units(line) - left[line.Key].Sum() })
                .Where(line => line.Quantity > 0),
        ];
    }

    /// <summary>True if the cart's parcel is that one of ours.</summary>
    public static bool Is(ParcelInCart shown, ConfirmShipment ours) =>
        shown.ShipmentId is { } id
            ? id == ours.ShipmentId
            : shown.TrackingNumber is { } number
                && ours.OtherTrackingNumbers.Prepend(ours.TrackingNumber)
                    .Any(one => string.Equals(one?.Trim(), number.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <summary>The lines in words: "1 of PEN-BLU, 2 of TEE-RED".</summary>
    public static string Name(IEnumerable<ConfirmedLine> lines, OrderReceived order) =>
        string.Join(
            ", ",
            lines
                .GroupBy(line =>
                    order.Lines.FirstOrDefault(one => one.LineId == line.LineId)?.Sku ?? $"line {line.LineId}"
                )
                .Select(item => string.Create(CultureInfo.InvariantCulture, $"{Units(item):0.####} of {item.Key}"))
        );

    /// <summary>The cart may show what nobody can mean; sums of it stay within range.</summary>
    public static decimal Units(IEnumerable<ConfirmedLine> lines) =>
        lines.Sum(line => Math.Clamp(line.Quantity, 0, Allocation.MaxUnits));
}
