using System.Globalization;
using Crossdock.OrderRouter.Rules;

namespace Crossdock.OrderRouter.Orders;

/// <summary>
/// In what the cart, the warehouse and the hub differ about an order, in sentences. Pure: they follow from the order, so that one is gone as
/// soon as its cause is.
/// </summary>
public static class OrderExceptions
{
    /// <summary>All but those that a person has accepted.</summary>
    public static IReadOnlyList<string> Open(OrderState order) =>
        [.. Refusals(order).Concat(Differences(order).Except(order.AcceptedExceptions)).Distinct()];

    /// <summary>What the cart refused; a release asks it again.</summary>
    public static IEnumerable<string> Refusals(OrderState order) =>
        order.Shipments.Select(shipment => shipment.Refusal).OfType<string>();

    /// <summary>What a release accepts.</summary>
    public static IEnumerable<string> Differences(OrderState order) =>
        [.. OfDeliveries(order), .. ByHand(order), .. order.Shipments.SelectMany(OfParcel), .. Short(order)];

    private static IEnumerable<string> OfParcel(OrderShipment shipment) =>
        shipment.Command.TrackingNumber is null
            ? shipment.Differences.Append(
                "A parcel was shipped without a tracking number: contact the warehouse, and add the number in the cart."
            )
            : shipment.Differences;

    private static IEnumerable<string> OfDeliveries(OrderState order)
    {
        foreach (var earlier in order.EarlierDeliveries.Where(earlier => earlier.End is null))
        {
            yield return $"The earlier delivery {earlier.WarehouseNumber} turned up at the warehouse after all: "
                + Asked(earlier.CancelRefusal);
        }

        if (
            order.GoesOn()
            && order.Shipments.Find(shipment => order.Earlier(shipment.DeliveryId) is not null) is { } early
        )
        {
            yield return $"The earlier delivery {order.Earlier(early.DeliveryId)!.Command.Reference} was shipped after all. "
                + $"Delivery {order.WarehouseNumber ?? order.Delivery!.Reference} is open as well: {Asked(order.CancelRefusal)}";
        }
    }

    private static string Asked(string? refusal) =>
        refusal is null
            ? "the warehouse was asked to cancel it."
            : $"the warehouse can no longer cancel it ({refusal}). Contact the warehouse.";

    private static IEnumerable<string> ByHand(OrderState order) =>
        order is { ShippedByHand: { } byHand, CancelRefusal: { } refusal }
            ?
            [
                $"{byHand} The warehouse can no longer cancel its delivery ({refusal}): the cart shows other parcels for these lines.",
            ]
            : [];

    /// <summary>Nothing more will ship, and it is not all; unless that is what the cart asked for, or shows.</summary>
    private static IEnumerable<string> Short(OrderState order) =>
        order is { Order: { } received, CancelReason: null, ShippedByHand: null } && order.HasAllShipments()
            ? Allocation
                .Missing(received.Lines, order.Shipments.SelectMany(shipment => shipment.Command.Lines))
                .Select(item =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{item.Quantity:0.####} of {item.Sku} was not shipped: the warehouse closed the delivery."
                    )
                )
            : [];
}
