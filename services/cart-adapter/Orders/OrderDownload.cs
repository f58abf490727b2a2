using Crossdock.Adapters;
using Crossdock.Platform.Connections;
using Crossdock.Platform.Work;

namespace Crossdock.CartAdapter.Orders;

/// <summary>Order Download: polls each cart for new and changed orders.</summary>
public sealed partial class OrderDownload(
    ConnectionSet<ICart> carts,
    CartOrderStore book,
    TimeProvider time,
    ILogger<OrderDownload> logger
) : Poller
{
    private readonly LookBack lookBack = new(time);

    public override string Subject => "orders";

    public override TimeSpan Every(string connection) =>
        carts[connection].Settings.Of<CartSettings>().OrderPollInterval;

    public override DateTimeOffset? Begin(string connection, DateTimeOffset? cursor) =>
        cursor is { } latest ? lookBack.Begin(carts[connection].Settings.Id, latest) : null;

    public override async Task<DateTimeOffset?> PollAsync(
        string connection,
        DateTimeOffset? cursor,
        CancellationToken cancellationToken
    )
    {
        var (settings, cart, _) = carts[connection];
        var earliest = settings.Of<CartSettings>().EarliestOrderDate;
        var since = cursor ?? earliest;
        var (latest, read, news) = (since, 0, 0);
        await foreach (var page in cart.OrdersChangedSinceAsync(since, cancellationToken))
        {
            var kept = await Task.WhenAll(
                page.Select(order => book.KeepAsync(connection, settings.Merchant, earliest, order, cancellationToken))
            );
            read += page.Count;
            news += kept.Count(isNew => isNew);
            latest = page.Select(order => order.ChangedAt).Append(latest).Max();
            await ReachedAsync(connection, latest);
        }

        if (news > 0)
        {
            OrdersRead(logger, settings.Merchant, connection, read, news);
        }

        return lookBack.End(settings.Id, latest);
    }

    [LoggerMessage(
        LogLevel.Information,
        "Read {Read} orders of {Merchant} from {Connection}, {Changed} of them new or changed"
    )]
    private static partial void OrdersRead(ILogger logger, string merchant, string connection, int read, int changed);
}
