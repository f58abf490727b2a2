using Crossdock.Platform.Bus;
using Crossdock.Platform.Telemetry;
using Crossdock.Platform.Work;
using MassTransit;

namespace Crossdock.CartAdapter.Orders;

/// <summary>
/// Says what is known of an order, and says it again in growing pauses until the order is settled: so whatever was lost on its way,
/// here or further down, is said again too.
/// </summary>
public sealed class OrderAnnouncer(IBus bus, WorkOptions options, TimeProvider time) : Worker<CartOrderDocument>
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
            await bus.SayAsync(document.Received ?? (object)document.Skipped!, cancellationToken);
            document.Said++;
            document.Done(time.GetUtcNow() + PauseAfter(document.Said));
        }
    }

    private TimeSpan PauseAfter(int said) => Backoff.After(said, options.RepeatFirst, LongestPause, random: 0);
}
