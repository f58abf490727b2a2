using System.Collections.Concurrent;
using Crossdock.Adapters;
using Crossdock.Platform.Connections;
using Crossdock.Platform.Work;

namespace Crossdock.CartAdapter.Orders;

/// <summary>
/// Order Download: polls each cart for new and changed orders. A time that cannot be true yet never moves the cursor: it would pass over
/// every order until then.
/// </summary>
public sealed partial class OrderDownload(
    ConnectionSet<ICart> carts,
    CartOrderStore book,
    TimeProvider time,
    ILogger<OrderDownload> logger
) : Poller
{
    private const int MaxRemembered = 10_000;
    private static readonly DateTimeOffset Oldest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly LookBack lookBack = new(time);

    /// <summary>The orders with unlikely times that were logged, with those times.</summary>
    private readonly ConcurrentDictionary<(string Connection, string CartOrderId), DateTimeOffset> unlikely = new();

    /// <summary>What this reads.</summary>
    public const string Name = "orders";

    public override string Subject => Name;

    public override TimeSpan Interval(string connection) =>
        carts[connection].Settings.Of<CartSettings>().OrderPollInterval;

    public override DateTimeOffset? StartFrom(string connection, DateTimeOffset? cursor) =>
        cursor is { } latest && IsBelievable(latest) ? lookBack.Begin(carts[connection].Settings.Id, latest) : cursor;

    public override async Task<DateTimeOffset?> PollAsync(
        string connection,
        DateTimeOffset? cursor,
        Func<DateTimeOffset, Task> checkpoint,
        CancellationToken cancellationToken
    )
    {
        var (settings, cart, _) = carts[connection];
        var earliest = settings.Of<CartSettings>().EarliestOrderDate;
        if (cursor is { } ahead && !IsBelievable(ahead))
        {
            CursorAhead(logger, connection, settings.Merchant, ahead, earliest);
            cursor = null;
        }

        var since = cursor ?? earliest;
        var (latest, read, news) = (since, 0, 0);
        var began = time.GetUtcNow();
        await foreach (var page in cart.OrdersChangedSinceAsync(since, cancellationToken))
        {
            var kept = await Task.WhenAll(
                page.Select(order =>
                    book.KeepAsync(connection, settings.Merchant, earliest, order, began, cancellationToken)
                )
            );
            read += page.Count;
            news += kept.Count(isNew => isNew);
            var now = time.GetUtcNow();
            latest = page.Select(order => order.ChangedAt).Where(at => at <= now).Append(latest).Max();
            WarnOfTimes(connection, settings.Merchant, page);
            await checkpoint(latest);
        }

        if (news > 0)
        {
            OrdersRead(logger, settings.Merchant, connection, read, news);
        }

        return lookBack.End(settings.Id, latest);
    }

    /// <summary>False where the clock was set back, or an earlier version has believed an order's time of the future.</summary>
    private bool IsBelievable(DateTimeOffset moment) => moment <= time.GetUtcNow() + LookBack.Overlap;

    private void WarnOfTimes(string connection, string merchant, IReadOnlyList<CartOrder> page)
    {
        foreach (var order in page.Where(order => order.ChangedAt < Oldest || !IsBelievable(order.ChangedAt)))
        {
            if (unlikely.Count > MaxRemembered)
            {
                unlikely.Clear();
            }

            var key = (connection, order.CartOrderId);
            if (!unlikely.TryGetValue(key, out var known) || known != order.ChangedAt)
            {
                unlikely[key] = order.ChangedAt;
                OrderTimeUnlikely(logger, order.OrderNumber, merchant, connection, order.ChangedAt);
            }
        }
    }

    [LoggerMessage(
        LogLevel.Information,
        "Read {Read} orders of {Merchant} from {Connection}, {Changed} of them new or changed"
    )]
    private static partial void OrdersRead(ILogger logger, string merchant, string connection, int read, int changed);

    [LoggerMessage(
        LogLevel.Warning,
        "Order {OrderNumber} of {Merchant} in {Connection} was changed at {At}, which cannot be true; it is read all the same, and reading goes on from the other orders"
    )]
    private static partial void OrderTimeUnlikely(
        ILogger logger,
        string orderNumber,
        string merchant,
        string connection,
        DateTimeOffset at
    );

    [LoggerMessage(
        LogLevel.Warning,
        "Orders of {Merchant} in {Connection} were read up to {At}, which is ahead of the clock; they are read again from {Since}"
    )]
    private static partial void CursorAhead(
        ILogger logger,
        string connection,
        string merchant,
        DateTimeOffset at,
        DateTimeOffset since
    );
}
