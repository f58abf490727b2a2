using System.Globalization;
using Crossdock.Contracts;

namespace Crossdock.Adapters.FileDrop;

/// <summary>Dropped orders in our words. Pure.</summary>
internal static class OrderReading
{
    /// <param name="order">As written.</param>
    /// <param name="changedAt">Of its file.</param>
    /// <param name="shipments">The parcels that have left.</param>
    public static CartOrder Of(
        DroppedOrder order,
        DateTimeOffset changedAt,
        IReadOnlyCollection<ConfirmShipment> shipments
    )
    {
        var shipped = shipments
            .SelectMany(shipment => shipment.Lines)
            .GroupBy(line => line.LineId, StringComparer.Ordinal)
            .ToDictionary(line => line.Key, line => line.Sum(part => part.Quantity), StringComparer.Ordinal);
        var orderedAt = Moment(order.OrderedAt, changedAt);
        List<OrderLine> lines =
        [
            .. order.Lines.Select(
                (line, place) =>
                    new OrderLine
                    {
                        LineId = (place + 1).ToString(CultureInfo.InvariantCulture),
                        Kind = LineKind.Product,
                        Sku = line.Sku.Trim(),
                        Description = line.Description?.Trim(),
                        Quantity = line.Quantity,
                        UnitPrice = line.UnitPrice,
                    }
            ),
        ];
        return new()
        {
            CartOrderId = order.Number,
            OrderNumber = order.Number,
            State =
                order.Void ? CartOrderState.Void
                : shipped.Count == 0 ? CartOrderState.Open
                : lines.TrueForAll(line => shipped.GetValueOrDefault(line.LineId) >= line.Quantity)
                    ? CartOrderState.Shipped
                : CartOrderState.PartlyShipped,
            OrderedAt = orderedAt ?? changedAt,
            ChangedAt = changedAt,
            ShipTo = order.ShipTo,
            BillTo = order.BillTo,
            ShipMethod = order.ShipMethod?.Trim(),
            Lines = lines,
            Currency = order.Currency?.Trim(),
            Notes = order.Notes?.Trim(),
            Parcels = [.. shipments.Select(Shown)],
            Problem = orderedAt is null
                ? $"Its orderedAt is \"{order.OrderedAt}\": write a date, for example 2026-01-31"
                : null,
        };
    }

    public static ParcelInCart Shown(ConfirmShipment shipment) =>
        new()
        {
            ShipmentId = shipment.ShipmentId,
            TrackingNumber = shipment.TrackingNumber,
            Lines = shipment.Lines,
        };

    /// <summary>What is left of an order that cannot be read: enough to say so.</summary>
    public static CartOrder Broken(string number, DateTimeOffset changedAt, string problem) =>
        new()
        {
            CartOrderId = number,
            OrderNumber = number,
            State = CartOrderState.Open,
            OrderedAt = changedAt,
            ChangedAt = changedAt,
            Lines = [],
            Problem = problem,
        };

    private static DateTimeOffset? Moment(string? text, DateTimeOffset otherwise) =>
        text is null ? otherwise
        : DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var moment
        )
            ? moment
        : null;
}
