using Crossdock.Platform.Observability;
using Crossdock.Platform.Storage;

namespace Crossdock.OrderRouter.Orders;

/// <summary>Where orders stand and how long they have stood there; names those that are stuck.</summary>
public sealed partial class OrderGauges(
    IDocuments<OrderState> orders,
    StuckOptions options,
    TimeProvider time,
    ILogger<OrderGauges> logger
) : GaugeSource
{
    private const int MaxCounted = 100_000;

    /// <summary>The longest stuck of each status are named; a day on which there are more needs no longer list.</summary>
    private const int MaxNamed = 100;
    private static readonly Gauge Orders = new(
        "crossdock.orders",
        "{order}",
        "Orders by status; counted up to 100000."
    );
    private static readonly Gauge Oldest = new(
        "crossdock.orders.oldest",
        "s",
        "Seconds since the order that has been in the status longest without a change last changed; 0 where there is none."
    );
    private static readonly Gauge Stuck = new(
        "crossdock.orders.stuck",
        "{order}",
        "Orders that have been in the status for longer than Stuck:HubAfter or Stuck:WarehouseAfter without a change."
    );

    private HashSet<(string Id, DateTimeOffset Since)> told = [];

    public override IReadOnlyList<Gauge> Gauges => [Orders, Oldest, Stuck];

    public override async Task<IReadOnlyList<Reading>> ReadAsync(CancellationToken cancellationToken)
    {
        var readings = new List<Reading>();
        var stuck = new HashSet<(string, DateTimeOffset)>();
        foreach (var status in OrderStatus.All)
        {
            var label = Reading.Label("status", status);
            var all = OrderState.ByStatus.Where(OrderStatus.StateOf(status)!);
            var count = await orders.CountAsync(all.Take(MaxCounted), cancellationToken);
            readings.Add(new Reading(Orders, count, label));
            var limit = options.For(status);
            if (limit is not null || status == "error")
            {
                readings.Add(await OldestAsync(all, label, cancellationToken));
            }

            if (limit is null)
            {
                continue;
            }

            var late = all.AtMost(time.GetUtcNow() - limit.Value);
            var most = await orders.CountAsync(late.Take(MaxCounted), cancellationToken);
            readings.Add(new Reading(Stuck, most, label));
            if (most > 0)
            {
                foreach (var order in await orders.QueryAsync(late.Take(MaxNamed), cancellationToken))
                {
                    stuck.Add((order.Id, order.UpdatedAt));
                    Tell(order, status);
                }
            }
        }

        told = stuck;
        return readings;
    }

    private async Task<Reading> OldestAsync(
        Query<OrderState> all,
        KeyValuePair<string, object?> label,
        CancellationToken cancellationToken
    ) =>
        await orders.QueryAsync(all.Take(1), cancellationToken) is [var oldest]
            ? new Reading(Oldest, (time.GetUtcNow() - oldest.UpdatedAt).TotalSeconds, label)
            : new Reading(Oldest, 0, label);

    /// <summary>Once for each time that it stands still, in the order's own trace.</summary>
    private void Tell(OrderState order, string status)
    {
        if (told.Contains((order.Id, order.UpdatedAt)))
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
