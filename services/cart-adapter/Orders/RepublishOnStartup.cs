using Crossdock.Adapters;
using Crossdock.Platform.Connections;
using Crossdock.Platform.Messaging;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;

namespace Crossdock.CartAdapter.Orders;

/// <summary>
/// In-memory messages died with the last process, so every order that is not settled is republished at once. A broker keeps its
/// messages; there the backoff of <see cref="OrderPublisher"/> suffices. This completes before the loops start: what they publish
/// meanwhile would look as if it still had to be published.
/// </summary>
public sealed class RepublishOnStartup(
    IDocuments<CartOrderDocument> orders,
    ConnectionSet<ICart> carts,
    BusOptions bus,
    TimeProvider time
) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (bus.Transport != BusTransport.InMemory)
        {
            return;
        }

        var now = time.GetUtcNow();
        foreach (var connection in carts.All.Select(cart => cart.Settings.Name))
        {
            var waiting = Worker<CartOrderDocument>.ByDue.Where(connection).AtLeast(now.AddTicks(1)).Take(500);
            while (await orders.QueryAsync(waiting, cancellationToken) is { Count: > 0 } page)
            {
                await Task.WhenAll(
                    page.Select(order => orders.UpdateAsync(order.Id, known => Due(known, now), cancellationToken))
                );
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static bool Due(CartOrderDocument order, DateTimeOffset now)
    {
        (order.DueAt, order.Leased) = (order.DueAt is null ? null : now, false);
        return true;
    }
}
