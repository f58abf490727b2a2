using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Orders;

/// <summary>
/// What holds an order, the same for all orders that it holds: the first of its exceptions, or why it is not sent. Pure: it follows from
/// the order.
/// </summary>
public static class OrderCauses
{
    /// <summary>Of an order that is on hold.</summary>
    public static ExceptionCause Of(OrderState order) => CauseOf(order, MainOf(order));

    /// <summary>The same, and the causes of its other exceptions; the first one is <see cref="Of"/>.</summary>
    public static IReadOnlyList<OrderCause> AllOf(OrderState order) =>
        [
            .. OrderExceptions
                .OpenOnes(order)
                .Skip(1)
                .Select(exception => new OrderCause(CauseOf(order, OfException(order, exception)), exception.Text))
                .Prepend(new OrderCause(Of(order), order.Reason ?? ""))
                .DistinctBy(one => one.Cause),
        ];

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

    private static ExceptionCause CauseOf(OrderState order, (string Kind, string Connection, string? Subject) found) =>
        new()
        {
            Kind = found.Kind,
            Merchant = order.Merchant,
            Connection = found.Connection,
            Subject = found.Subject,
        };

    private static (string Kind, string Connection, string? Subject) OfException(
        OrderState order,
        OrderException exception
    ) =>
        (
            exception.Kind,
            exception.Kind is ExceptionKind.CartRefused or ExceptionKind.ShippedByHand
                ? order.Connection
                : WarehouseOf(order),
            CauseSubject.Of(order, exception.Text)
        );

    private static string WarehouseOf(OrderState order) => order.Delivery?.Connection ?? order.Connection;

    private static (string Kind, string Connection, string? Subject) MainOf(OrderState order)
    {
        if (OrderExceptions.OpenOnes(order).FirstOrDefault() is { } exception)
        {
            return OfException(order, exception);
        }

        var warehouse = WarehouseOf(order);

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

/// <summary>One of the causes that hold an order.</summary>
/// <param name="Cause">The same for all orders that it holds.</param>
/// <param name="Text">In a sentence about this order.</param>
public sealed record OrderCause(ExceptionCause Cause, string Text);
