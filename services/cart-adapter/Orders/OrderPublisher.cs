using Crossdock.Platform.Messaging;
using Crossdock.Platform.Observability;
using Crossdock.Platform.Work;
using MassTransit;

namespace Crossdock.CartAdapter.Orders;

/// <summary>
/// Says what is known of an order, and says it again in growing pauses until the order is settled: so whatever was lost on its way,
/// here or further down, is published again too.
/// </summary>
public sealed class OrderPublisher(IBus bus, WorkOptions options, TimeProvider time) : Worker<CartOrderDocument>
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(1);

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

            using var activity = OrderTrace.Start("announce order", document);
            await bus.PublishAsync(document.Received ?? (object)document.Skipped!, cancellationToken);
            document.PublishCount++;
            document.Done(time.GetUtcNow() + PauseAfter(document.PublishCount));
        }
    }

    private TimeSpan PauseAfter(int said) => Backoff.After(said, options.RepublishAfter, LongestPause, random: 0);
}
