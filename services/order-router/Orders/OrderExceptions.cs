using System.Globalization;
using Crossdock.Contracts;
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
        [.. OpenOnes(order).Select(one => one.Text).Distinct()];

    /// <summary>The same, with their kinds.</summary>
    public static IEnumerable<OrderException> OpenOnes(OrderState order) =>
        Refusals(order)
            .Select(text => new OrderException(ExceptionKind.CartRefused, text))
            .Concat(AllDifferences(order).Where(one => !order.AcceptedExceptions.Contains(one.Text)));

    /// <summary>What the cart refused; a release asks it again.</summary>
    public static IEnumerable<string> Refusals(OrderState order) =>
        order.Shipments.Select(shipment => shipment.Refusal).OfType<string>();

    /// <summary>What a release accepts.</summary>
    public static IEnumerable<string> Differences(OrderState order) => AllDifferences(order).Select(one => one.Text);

    private static IEnumerable<OrderException> AllDifferences(OrderState order) =>
        [
            .. OfDeliveries(order).Select(text => new OrderException(ExceptionKind.DeliveryTurnedUp, text)),
            .. ByHand(order),
            .. TooLate(order),
            .. EditedTooLate(order),
            .. order.Shipments.SelectMany(OfParcel),
            .. Short(order).Select(text => new OrderException(ExceptionKind.ShortShipped, text)),
        ];

    private static IEnumerable<OrderException> OfParcel(OrderShipment shipment)
    {
        foreach (var difference in shipment.Differences)
        {
            yield return new OrderException(ExceptionKind.ParcelDiffers, difference);
        }

        if (shipment.Command.TrackingNumber is null)
        {
            yield return new OrderException(
                ExceptionKind.ParcelWithoutNumber,
                "A parcel was shipped without a tracking number: contact the warehouse, and add the number in the cart."
            );
        }
    }

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

    /// <summary>The goods may leave twice, unless the warehouse can still cancel: then it ends by itself.</summary>
    private static IEnumerable<OrderException> ByHand(OrderState order)
    {
        if (order is { ShippedByHand: { } byHand, CancelRefusal: null } && order.IsAtWarehouse() && order.GoesOn())
        {
            yield return new OrderException(
                ExceptionKind.ShippedByHand,
                $"{byHand} The warehouse was asked to cancel its delivery."
            );
        }
    }

    /// <summary>The cart does not want it shipped any more, and the warehouse ships it.</summary>
    private static IEnumerable<OrderException> TooLate(OrderState order)
    {
        if (order.CancelRefusal is not { } refusal)
        {
            yield break;
        }

        if (order.ShippedByHand is { } byHand)
        {
            yield return new OrderException(
                ExceptionKind.ShippedByHand,
                $"{byHand} The warehouse can no longer cancel its delivery ({refusal}): the cart shows other parcels for these lines."
            );
        }
        else if ((order.CancelReason ?? order.Order?.BlockReason) is { } why)
        {
            yield return new OrderException(
                ExceptionKind.CancelRefused,
                $"{why} The warehouse can no longer cancel its delivery ({refusal}): contact the warehouse."
            );
        }
    }

    /// <summary>The warehouse has another revision than the cart shows: one for each part that differs, gone once the edit is undone.</summary>
    private static IEnumerable<OrderException> EditedTooLate(OrderState order) =>
        order is { Order: { BlockReason: null } received, StopReason: null, CancelReason: null, Sent: [var sent] }
        && order.IsAtWarehouse()
        && order.DeliveryEnd is null
            ? sent.DifferencesTo(OrderContent.Of(received))
                .Where(part => StillMatters(order, part))
                .Select(part => new OrderException(ExceptionKind.EditedTooLate, EditedTooLate(part)))
            : [];

    /// <param name="part">One of those that <see cref="OrderContent.DifferencesTo"/> names.</param>
    public static string EditedTooLate(string part) =>
        $"It was edited after it was sent ({part}), and the warehouse ships it as it was: contact the warehouse, or undo the edit.";

    private static bool StillMatters(OrderState order, string part) =>
        part switch
        {
            // Once all has shipped, the parcels themselves show what of the lines is missing.
            OrderContent.LinesPart => !order.HasAllShipments(),
            OrderContent.ShipToPart => true,
            // Whoever edits these after the end cannot mean the parcel.
            _ => order.CurrentState != OrderStatus.Confirmed,
        };

    /// <summary>
    /// Nothing more will ship, and it is not all, with what people shipped; unless that is what the cart asked for, or the cart does not say what
    /// people shipped.
    /// </summary>
    private static IEnumerable<string> Short(OrderState order) =>
        order is { Order: not null, CancelReason: null }
        && (order.ShippedByHand is null || order.HandShipped.Count > 0)
        && order.HasAllShipments()
            ? Allocation
                .Missing(
                    order.ExpectedLines(),
                    order.Shipments.SelectMany(shipment => shipment.Command.Lines).Concat(order.HandShipped)
                )
                .Select(item =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{item.Quantity:0.####} of {item.Sku} was not shipped: the warehouse closed the delivery."
                    )
                )
            : [];
}

/// <summary>One exception of an order.</summary>
/// <param name="Kind">One of <see cref="ExceptionKind"/>.</param>
/// <param name="Text">In a sentence, for people.</param>
public sealed record OrderException(string Kind, string Text);
