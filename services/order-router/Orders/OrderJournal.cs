using System.Diagnostics;

namespace Crossdock.OrderRouter.Orders;

/// <summary>Writes down what happens to an order: in its history, and as one log line with a stable event name.</summary>
public sealed partial class OrderJournal(TimeProvider time, ILogger<OrderJournal> logger)
{
    /// <summary>More than an order should ever need; then the oldest are dropped, but for the first.</summary>
    private const int MostEvents = 100;

    public void Write(OrderState order, string stateBefore, Decision decision)
    {
        var status = OrderStatus.Of(decision.Become ?? order.CurrentState);
        order.UpdatedAt = time.GetUtcNow();
        order.TraceId ??= Activity.Current?.TraceId.ToString();
        order.History.Add(new OrderEvent(order.UpdatedAt, status, decision.What ?? ""));
        if (order.History.Count > MostEvents)
        {
            order.History.RemoveAt(1);
        }

        if (decision.Become is not null)
        {
            LogStatusChanged(
                logger,
                order.OrderNumber,
                order.CorrelationId,
                order.Merchant,
                order.Connection,
                OrderStatus.Of(stateBefore),
                status,
                decision.What
            );
        }
        else
        {
            LogNoted(
                logger,
                order.OrderNumber,
                order.CorrelationId,
                order.Merchant,
                order.Connection,
                status,
                decision.What
            );
        }
    }

    [LoggerMessage(
        EventId = 300,
        EventName = "OrderStatusChanged",
        Level = LogLevel.Information,
        Message = "Order {OrderNumber} ({OrderId}) of {Merchant} from {Connection}: {StatusBefore} → {Status}: {What}"
    )]
    private static partial void LogStatusChanged(
        ILogger logger,
        string orderNumber,
        Guid orderId,
        string merchant,
        string connection,
        string statusBefore,
        string status,
        string? what
    );

    [LoggerMessage(
        EventId = 301,
        EventName = "OrderNoted",
        Level = LogLevel.Information,
        Message = "Order {OrderNumber} ({OrderId}) of {Merchant} from {Connection} ({Status}): {What}"
    )]
    private static partial void LogNoted(
        ILogger logger,
        string orderNumber,
        Guid orderId,
        string merchant,
        string connection,
        string status,
        string? what
    );
}
