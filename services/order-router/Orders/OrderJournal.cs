using System.Diagnostics;

namespace Crossdock.OrderRouter.Orders;

/// <summary>Records what happens to an order: in its history, and as one log line with a stable event name.</summary>
public sealed partial class OrderJournal(TimeProvider time, ILogger<OrderJournal> logger)
{
    /// <summary>More than an order should need; beyond it the oldest entries after the first are dropped.</summary>
    private const int MaxEvents = 100;

    public DateTimeOffset Now => time.GetUtcNow();

    public void Write(OrderState order, string statusBefore, Decision decision)
    {
        var status = decision.NextState ?? order.CurrentState;
        order.UpdatedAt = time.GetUtcNow();
        order.TraceId ??= Activity.Current?.TraceId.ToString();
        order.HistoryVersion++;
        order.History.Add(
            new OrderEvent(order.UpdatedAt, status, decision.Description ?? "")
            {
                By = decision.By,
                Why = decision.Why,
                Changes = decision.Changes,
            }
        );
        if (order.History.Count > MaxEvents)
        {
            order.History.RemoveAt(1);
        }

        if (decision.NextState is not null)
        {
            OrderStatusChanged(
                logger,
                order.OrderNumber,
                order.CorrelationId,
                order.Merchant,
                order.Connection,
                statusBefore,
                status,
                decision.Description
            );
        }
        else
        {
            OrderNoted(
                logger,
                order.OrderNumber,
                order.CorrelationId,
                order.Merchant,
                order.Connection,
                status,
                decision.Description
            );
        }
    }

    /// <summary>Logs what a person has to know of, one line each.</summary>
    public void Warn(OrderState order, IReadOnlyList<string> warnings)
    {
        foreach (var warning in warnings)
        {
            OrderNeedsPerson(logger, order.OrderNumber, order.CorrelationId, order.Merchant, order.Connection, warning);
        }
    }

    [LoggerMessage(
        LogLevel.Warning,
        "Order {OrderNumber} ({OrderId}) of {Merchant} from {Connection} needs a person: {Reason}"
    )]
    private static partial void OrderNeedsPerson(
        ILogger logger,
        string orderNumber,
        Guid orderId,
        string merchant,
        string connection,
        string reason
    );

    [LoggerMessage(
        LogLevel.Information,
        "Order {OrderNumber} ({OrderId}) of {Merchant} from {Connection}: {StatusBefore} → {Status}: {Description}"
    )]
    private static partial void OrderStatusChanged(
        ILogger logger,
        string orderNumber,
        Guid orderId,
        string merchant,
        string connection,
        string statusBefore,
        string status,
        string? description
    );

    [LoggerMessage(
        LogLevel.Information,
        "Order {OrderNumber} ({OrderId}) of {Merchant} from {Connection} ({Status}): {Description}"
    )]
    private static partial void OrderNoted(
        ILogger logger,
        string orderNumber,
        Guid orderId,
        string merchant,
        string connection,
        string status,
        string? description
    );
}
