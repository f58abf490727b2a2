using Crossdock.Contracts;
using Crossdock.Platform.Messaging;
using Crossdock.Platform.Work;

namespace Crossdock.WmsAdapter.Deliveries;

public sealed partial class OrderDelivery
{
    private static readonly TimeSpan FirstRepeat = TimeSpan.FromSeconds(30);

    /// <summary>Since when the cart must have shown the order for it to be sent now; null if it has.</summary>
    private DateTimeOffset? ReadingNeeded(DeliveryDocument delivery)
    {
        var (readAt, readSince) = (delivery.Delivery.ReadAt, delivery.Delivery.ReadSince);
        if (readAt is null && readSince is null)
        {
            return null; // From an earlier version, which knows neither.
        }

        var oldest = time.GetUtcNow() - options.RereadAfter;
        var since = readSince > oldest ? readSince.Value : oldest;
        return readAt >= since ? null : since;
    }

    /// <summary>
    /// Has the order read from the cart again. The router judges the reading: if the order is still to be sent, its delivery comes again with
    /// the reading; if not, it is canceled or changed before anything is sent.
    /// </summary>
    private async Task<DateTimeOffset?> RereadAsync(
        DeliveryDocument delivery,
        DateTimeOffset since,
        CancellationToken cancellationToken
    )
    {
        // The first answer comes within moments, and is nothing to report.
        delivery.Note =
            delivery.PollCount++ == 0
                ? null
                : "It is sent once the cart has shown that it is still to be shipped: it is read there again, which takes until the cart answers.";
        await bus.PublishAsync(
            new RereadOrder { OrderId = delivery.Delivery.OrderId, Since = since },
            cancellationToken
        );
        return time.GetUtcNow() + Backoff.After(delivery.PollCount, FirstRepeat, LongestPause, random: 0);
    }
}
