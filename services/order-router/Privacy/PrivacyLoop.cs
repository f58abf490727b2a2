using Crossdock.OrderRouter.Orders;
using Crossdock.Platform.Messaging;
using Crossdock.Platform.Storage;
using MassTransit;

namespace Crossdock.OrderRouter.Privacy;

/// <summary>
/// Has the personal data of orders removed that ended long enough ago. Each replica looks; the saga does it once. What was looked at is not
/// read again before the next start.
/// </summary>
public sealed partial class PrivacyLoop(
    IDocuments<OrderState> orders,
    IBus bus,
    PrivacyOptions options,
    TimeProvider time,
    ILogger<PrivacyLoop> logger
) : BackgroundService
{
    private const int PageSize = 100;
    private static readonly string[] Ends = [OrderStatus.Confirmed, OrderStatus.Canceled, OrderStatus.Skipped];
    private readonly Dictionary<string, string> cursors = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                RedactionPutOff(logger, e.Message);
            }

            await Task.Delay(options.Interval, time, stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Asks for the removal of all that is due, and again for what was asked for and may have been lost.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var asked = OrderState.ByRedaction.Where().AtMost(time.GetUtcNow());
        await foreach (var order in orders.AllAsync(asked, cancellationToken))
        {
            if (order.HasEnded())
            {
                await bus.PublishAsync(new RedactOrder { OrderId = order.CorrelationId }, cancellationToken);
            }
        }

        if (options.RemoveAfterDays is not { } days)
        {
            return;
        }

        foreach (var status in Ends)
        {
            var query = OrderState.ByStatus.Where(status).AtMost(time.GetUtcNow().AddDays(-days)).Take(PageSize);
            var next = cursors.TryGetValue(status, out var cursor) ? query.Continue(cursor) : query;
            while (await orders.QueryAsync(next, cancellationToken) is { Count: > 0 } page)
            {
                foreach (var order in page.Where(order => order.RedactedAt is null))
                {
                    await bus.PublishAsync(new RedactOrder { OrderId = order.CorrelationId }, cancellationToken);
                }

                cursors[status] = query.CursorAfter(page[^1]);
                next = query.Continue(cursors[status]);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Personal data are removed later: {Reason}")]
    private static partial void RedactionPutOff(ILogger logger, string reason);
}
