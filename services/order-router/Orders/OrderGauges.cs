using Crossdock.Platform.Observability;
using Crossdock.Platform.Storage;

namespace Crossdock.OrderRouter.Orders;

/// <summary>Counts orders by status, measures their age, and reports those that are stuck.</summary>
public sealed partial class OrderGauges(
    IDocuments<OrderState> orders,
    StuckOptions options,
    GaugeSampling sampling,
    ILogger<OrderGauges> logger
) : SampledGauges(sampling, Orders, Oldest, Stuck)
{
    private const int MaxCounted = 100_000;
    private static readonly Gauge Orders = new(
        "crossdock.orders",
        "{order}",
        "Orders by status; counted up to 100000."
    );
    private static readonly Gauge Oldest = new(
        "crossdock.orders.oldest",
        "s",
        "Seconds since the last change of the order in this status that has waited longest; 0 if there is none."
    );
    private static readonly Gauge Stuck = new(
        "crossdock.orders.stuck",
        "{order}",
        "Orders that have been in the status for longer than Stuck:HubAfter or Stuck:WarehouseAfter without a change."
    );

    private HashSet<(string Id, DateTimeOffset Since)> reported = [];

    public override async Task<IReadOnlyList<Reading>> ReadAsync(CancellationToken cancellationToken)
    {
        var readings = new List<Reading>();
        var stuck = new HashSet<(string, DateTimeOffset)>();
        foreach (var status in OrderStatus.All)
        {
            var label = Reading.Label("status", status);
            var all = OrderState.ByStatus.Where(status);
            var count = await orders.CountAsync(all.Take(MaxCounted), cancellationToken);
            readings.Add(new Reading(Orders, count, label));
            var limit = options.For(status);
            if (limit is not null || status == OrderStatus.Error)
            {
                readings.Add(await OldestAsync(all, label, cancellationToken));
            }

            if (limit is null)
            {
                continue;
            }

            var (most, named) = await StuckOrders.FindAsync(
                orders,
                status,
                Time.GetUtcNow() - limit.Value,
                cancellationToken
            );
            foreach (var order in named)
            {
                stuck.Add((order.Id, order.UpdatedAt));
                Report(order, status);
            }

            readings.Add(new Reading(Stuck, most, label));
        }

        reported = stuck;
        return readings;
    }

    private async Task<Reading> OldestAsync(
        Query<OrderState> all,
        KeyValuePair<string, object?> label,
        CancellationToken cancellationToken
    ) =>
        await orders.QueryAsync(all.Take(1), cancellationToken) is [var oldest]
            ? new Reading(Oldest, (Time.GetUtcNow() - oldest.UpdatedAt).TotalSeconds, label)
            : new Reading(Oldest, 0, label);

    /// <summary>Reports an order once per stay, in the order's own trace.</summary>
    private void Report(OrderState order, string status)
    {
        if (reported.Contains((order.Id, order.UpdatedAt)))
        {
            return;
        }

        using var activity = OrderTrace.Join("order is stuck", order.TraceId);
        OrderStuck(
            logger,
            order.OrderNumber,
            order.CorrelationId,
            order.Merchant,
            order.Connection,
            status,
            order.UpdatedAt
        );
    }

    [LoggerMessage(
        LogLevel.Warning,
        "Order {OrderNumber} ({OrderId}) of {Merchant} from {Connection} has been {Status} since {Since}"
    )]
    private static partial void OrderStuck(
        ILogger logger,
        string orderNumber,
        Guid orderId,
        string merchant,
        string connection,
        string status,
        DateTimeOffset since
    );
}
