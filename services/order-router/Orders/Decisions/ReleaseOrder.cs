using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Orders;

public sealed partial class OrderDecisions
{
    /// <summary>
    /// A person released the order. One that may be at the warehouse is only looked for there, until the person confirms the risk of a
    /// duplicate; a release of all orders accepts no exception and sends nothing that may be there.
    /// </summary>
    public Decision ReleaseOrder(OrderState order, ReleaseOrder message)
    {
        var released = message.By is { } who ? $"released by {who}" : "released";
        if (order.IsAtWarehouse())
        {
            return ReleaseAtWarehouse(order, message, released);
        }

        if (message.IsBulk && (MayBeAtWarehouse(order) || order.HoldReason is not null || IsDuplicate(order)))
        {
            return Decision.None;
        }

        if (order.RequiresManualRelease && !message.ConfirmsDuplicateRisk)
        {
            return Decision.Repeat([.. Awaited(order)]);
        }

        // A person who releases this one order has seen the other one.
        order.DuplicateAccepted |= !message.IsBulk && order.DuplicateOf is not null;
        order.HoldReason = null;
        return PlanAgain(
            order,
            order.RequiresManualRelease ? $"{released}, who confirmed the risk that it ships twice" : released
        ) with
        {
            By = message.By,
        };
    }

    /// <summary>True if the warehouse may have the order, or might take it up again: a release of all orders leaves it out.</summary>
    public static bool MayBeAtWarehouse(OrderState order) => order.RequiresManualRelease || order.CanceledThere;

    /// <summary>True if it is on hold beside another order of the same content: each has to be looked at.</summary>
    private static bool IsDuplicate(OrderState order) => order.HoldKind == ExceptionKind.DuplicateOrder;

    /// <summary>True if a release of all orders does something for it: it accepts no difference.</summary>
    public static bool IsForBulk(OrderState order) =>
        !MayBeAtWarehouse(order)
        && order.HoldReason is null
        && !IsDuplicate(order)
        && (!order.IsAtWarehouse() || OrderExceptions.Refusals(order).Any());

    private Decision ReleaseAtWarehouse(OrderState order, ReleaseOrder message, string released)
    {
        if (!message.IsBulk)
        {
            order.AcceptedExceptions = [.. OrderExceptions.Differences(order)];
        }

        // A cart that shows the order as shipped by hand, or as void, never takes the parcel: the person leaves it at that.
        var isLeft = !message.IsBulk && (order.ShippedByHand is not null || order.CancelReason is not null);
        foreach (var shipment in order.Shipments.Where(shipment => shipment.Refusal is not null))
        {
            shipment.Refusal = null;
            shipment.ConfirmedAt = isLeft ? time.GetUtcNow() : null;
        }

        object[] waiting = [.. WaitingShipments(order)];
        return Proceed(order, waiting.Length > 0 ? $"{released}: the cart gets its parcels again" : released, waiting);
    }
}
