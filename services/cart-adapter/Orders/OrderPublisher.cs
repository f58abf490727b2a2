using Crossdock.Platform.Messaging;
using Crossdock.Platform.Work;
using MassTransit;

namespace Crossdock.CartAdapter.Orders;

/// <summary>
/// Publishes an order, and republishes it with growing backoff until it is settled, so that whatever was lost on the way,
/// here or further down, is published again.
/// </summary>
public sealed class OrderPublisher(IBus bus, BrokerConnection broker, WorkOptions options, TimeProvider time)
    : Worker<CartOrderDocument>
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(1);

    public override bool CallsExternalSystem => false;

    /// <summary>Without the broker a step could only time out, and its backoff would delay the order once the broker is back.</summary>
    public override Task PassAsync(CancellationToken cancellationToken) => broker.PassAsync(cancellationToken);

    public override async Task StepAsync(
        IReadOnlyList<CartOrderDocument> documents,
        CancellationToken cancellationToken
    )
    {
        foreach (var document in documents)
        {
            if (document.Settled is not null)
            {
                document.Done();
                continue;
            }

            using var activity = document.Trace("publish order");
            await bus.PublishAsync(document.Received ?? (object)document.Skipped!, cancellationToken);
            document.PublishCount++;
            document.Done(time.GetUtcNow() + PauseAfter(document.PublishCount));
        }
    }

    private TimeSpan PauseAfter(int publishCount) =>
        Backoff.After(publishCount, options.RepublishAfter, LongestPause, random: 0);
}
