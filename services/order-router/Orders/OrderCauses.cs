using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Orders;

/// <summary>
/// What holds an order, the same for all orders that it holds: the first of its exceptions, or why it is not sent. Pure: it follows from
/// the order.
/// </summary>
public static class OrderCauses
{
    /// <summary>Of an order that is on hold.</summary>
    public static ExceptionCause Of(OrderState order)
    {
        var (kind, connection, subject) = MainOf(order);
        return new ExceptionCause
        {
            Kind = kind,
            Merchant = order.Merchant,
            Connection = connection,
            Subject = subject,
        };
    }

    /// <summary>Keeps the cause on the order, so that its orders can be counted.</summary>
    /// <returns>True if the order is on hold for another cause than before.</returns>
    public static bool Update(OrderState order, bool isOnHold, DateTimeOffset now)
    {
        var id = isOnHold ? Of(order).Id().ToString("D") : null;
        if (id == order.CauseId)
        {
            return false;
        }

        (order.CauseId, order.CauseSince) = (id, id is null ? null : now);
        return id is not null;
    }

    private static (string Kind, string Connection, string? Subject) MainOf(OrderState order)
    {
        var warehouse = order.Delivery?.Connection ?? order.Connection;
        if (OrderExceptions.OpenOnes(order).FirstOrDefault() is { } exception)
        {
            var isAtCart = exception.Kind is ExceptionKind.CartRefused or ExceptionKind.ShippedByHand;
            return (exception.Kind, isAtCart ? order.Connection : warehouse, CauseSubject.Of(order, exception.Text));
        }

        return order switch
        {
            { HoldKind: { } kind } => (
                kind,
                order.Connection,
                order.HoldSubject ?? CauseSubject.Of(order, order.Reason)
            ),
            // Each has to be looked for at the warehouse, whatever it said last.
            { RequiresManualRelease: true } => (ExceptionKind.MayStillArrive, warehouse, null),
            { DeliveryEnd: { } end } => (
                order.CanceledThere ? ExceptionKind.CanceledAtWarehouse : ExceptionKind.WarehouseRefused,
                warehouse,
                CauseSubject.Of(order, end)
            ),
            _ => (ExceptionKind.OnHold, order.Connection, CauseSubject.Of(order, order.Reason)),
        };
    }
}
