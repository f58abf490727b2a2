using System.Collections.Concurrent;
using Crossdock.Platform.Connections;
using Crossdock.Platform.Work;

namespace Crossdock.CartAdapter.Orders;

/// <summary>The field's Order Download: reads new and changed orders from each cart.</summary>
public sealed partial class OrderDownload(
    ConnectionSet<ICart> carts,
    OrderBook book,
    TimeProvider time,
    ILogger<OrderDownload> logger
) : Poller
{
    /// <summary>An order may show up in the cart's lists a little later than one with a later time of change.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(2);
    private readonly ConcurrentDictionary<
        string,
        (DateTimeOffset Cursor, DateTimeOffset SeenAt)
    > cursors = new(StringComparer.Ordinal);

    public override string Subject => "orders";

    public override TimeSpan Every(string connection) => Every(carts[connection].Settings);

    /// <exception cref="SettingException">It is no time.</exception>
    internal static TimeSpan Every(ConnectionSettings settings) =>
        settings.FindTime("OrdersEvery", TimeSpan.FromMinutes(1));

    public override async Task<DateTimeOffset?> PollAsync(
        string connection,
        DateTimeOffset? cursor,
        CancellationToken cancellationToken
    )
    {
        var (settings, cart, _) = carts[connection];
        var earliest = EarliestOrderDate(settings);
        var since = Since(connection, cursor ?? earliest, isFirst: cursor is null);
        var (latest, read, news) = (cursor ?? earliest, 0, 0);
        await foreach (var page in cart.OrdersChangedSinceAsync(since, cancellationToken))
        {
            var kept = await Task.WhenAll(
                page.Select(order =>
                    book.KeepAsync(
                        connection,
                        settings.Merchant,
                        earliest,
                        order,
                        cancellationToken
                    )
                )
            );
            read += page.Count;
            news += kept.Count(isNew => isNew);
            latest = page.Select(order => order.ChangedAt).Append(latest).Max();
            await ReachedAsync(connection, latest);
        }

        if (news > 0)
        {
            LogRead(logger, settings.Merchant, connection, read, news);
        }

        return latest;
    }

    /// <summary>The first run is bounded by it; older orders are skipped.</summary>
    /// <exception cref="SettingException">It is not set.</exception>
    public static DateTimeOffset EarliestOrderDate(ConnectionSettings settings) =>
        settings.FindDate("EarliestOrderDate")
        ?? throw settings.Broken(
            "EarliestOrderDate",
            "is missing",
            "set the first day whose orders are to be shipped, for example 2026-01-31"
        );

    /// <summary>
    /// The cursor is the cart's own time of the latest change seen. While it has moved lately, whoever moved it, a little before it is
    /// read again; later on that would only cost calls.
    /// </summary>
    private DateTimeOffset Since(string connection, DateTimeOffset cursor, bool isFirst)
    {
        var now = time.GetUtcNow();
        var (_, seenAt) = cursors.AddOrUpdate(
            connection,
            (cursor, now),
            (_, seen) => seen.Cursor == cursor ? seen : (cursor, now)
        );
        return isFirst || now - seenAt > 2 * Overlap ? cursor : cursor - Overlap;
    }

    [LoggerMessage(
        EventId = 101,
        EventName = "OrdersRead",
        Level = LogLevel.Information,
        Message = "Read {Read} orders of {Merchant} from {Connection}, {News} of them new or changed"
    )]
    private static partial void LogRead(
        ILogger logger,
        string merchant,
        string connection,
        int read,
        int news
    );
}
