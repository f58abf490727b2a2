using Crossdock.Contracts;
using Crossdock.OrderRouter.Orders;

namespace Crossdock.OrderRouter.Reconciliation;

/// <summary>Compares a delivery of a warehouse's list with the hub's. Pure: everything it depends on is an argument.</summary>
public static class WarehouseComparison
{
    /// <param name="listed">As the warehouse lists it; one of the hub's.</param>
    /// <param name="order">Its order as the router has it.</param>
    /// <returns>Null if they agree, or a person knows of it already.</returns>
    public static Difference? Of(ListedDelivery listed, OrderState order)
    {
        ArgumentNullException.ThrowIfNull(listed);
        ArgumentNullException.ThrowIfNull(order);
        var name = $"{order.OrderNumber} ({listed.WarehouseNumber})";
        if (listed.IsNews)
        {
            return new(
                DifferenceKind.ProgressMissed,
                $"{name} is \"{listed.Text}\" at the warehouse, and the hub had not seen it.",
                "Nothing: it was taken in with this reading.",
                IsMended: true
            );
        }

        // An order on hold is in the list of exceptions, with its reason.
        if (order.CurrentState == OrderStatus.Error)
        {
            return null;
        }

        var isCurrent = order.Delivery?.DeliveryId == listed.Delivery;
        var end = isCurrent ? order.DeliveryEnd : order.Earlier(listed.Delivery ?? default)?.End;
        var goesOn = isCurrent && order.GoesOn() && order.CurrentState is not OrderStatus.Canceled;
        return listed.Status switch
        {
            ListedStatus.NotFound when goesOn => new(
                DifferenceKind.NotAtWarehouse,
                $"{name} is {order.CurrentState} in the hub, and the warehouse does not find it.",
                "Contact the warehouse. If it has lost the delivery: cancel the order, then resend it."
            ),
            ListedStatus.Canceled when goesOn && order.Shipments.Count == 0 => new(
                DifferenceKind.CanceledOnlyAtWarehouse,
                $"{name} is canceled at the warehouse, and {order.CurrentState} in the hub.",
                "Pull the order by its number: what is known of its delivery is published again."
            ),
            ListedStatus.Open when end is not null || (isCurrent && order.CurrentState == OrderStatus.Canceled) => new(
                DifferenceKind.OpenOnlyAtWarehouse,
                $"{name} is \"{listed.Text}\" at the warehouse, and ended in the hub: {end ?? order.Reason}",
                "Have the warehouse cancel it."
            ),
            ListedStatus.Shipped or ListedStatus.PartlyShipped when Missed(listed, order) is { Count: > 0 } missed =>
                new(
                    DifferenceKind.ParcelMissed,
                    $"{name} left the warehouse in {string.Join(", ", missed)}, which the hub does not have.",
                    "Pull the order by its number: what is known of its delivery is published again."
                ),
            _ => null,
        };
    }

    /// <summary>The orders to which a delivery that the hub does not know belongs by its reference: it is there twice.</summary>
    /// <param name="number">The warehouse's number, which ends in the reference.</param>
    /// <param name="byReference">The orders by the references of their deliveries.</param>
    public static OrderState? Twin(string number, IReadOnlyDictionary<string, OrderState> byReference)
    {
        ArgumentNullException.ThrowIfNull(number);
        for (var length = Rules.CustRef.MaxLength; length >= MinReference; length--)
        {
            if (length <= number.Length && byReference.TryGetValue(number[^length..], out var order))
            {
                return order;
            }
        }

        return null;
    }

    public static Difference Doubled(string number, OrderState order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return new(
            DifferenceKind.DoubledAtWarehouse,
            $"{order.OrderNumber} is at the warehouse as {number} as well as {order.WarehouseNumber ?? "an earlier one"}.",
            $"Have the warehouse cancel {number} before it ships."
        );
    }

    private const int MinReference = 7;

    private static IReadOnlyList<string> Missed(ListedDelivery listed, OrderState order) =>
        [
            .. listed.TrackingNumbers.Except(
                order.Shipments.SelectMany(one =>
                    one.Command.OtherTrackingNumbers.Append(one.Command.TrackingNumber ?? "")
                ),
                StringComparer.OrdinalIgnoreCase
            ),
        ];
}
