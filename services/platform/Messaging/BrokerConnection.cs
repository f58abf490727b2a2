using MassTransit;

namespace Crossdock.Platform.Messaging;

/// <summary>Whether the bus can reach its broker now, as far as it knows; looked at no more than once a second.</summary>
public sealed class BrokerConnection(IBusControl bus, QueueNames queues, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private readonly Lock looking = new();
    private DateTimeOffset? lookedAt;
    private string? problem;

    /// <summary>Why nothing can be published, for people; null while the broker is there.</summary>
    public string? Problem
    {
        get
        {
            lock (looking)
            {
                var now = time.GetUtcNow();
                if (lookedAt is null || now - lookedAt >= Interval)
                {
                    problem = Look();
                    lookedAt = now;
                }

                return problem;
            }
        }
    }

    /// <summary>One queue that is not ready keeps nobody from publishing; without the broker none is. The bus counts one more, never started.</summary>
    private string? Look()
    {
        var health = bus.CheckHealth();
        var own = health
            .Endpoints.Values.Where(endpoint => queues.All.Contains(endpoint.InputAddress.Segments[^1]))
            .ToList();
        return own.Exists(queue => queue.Status == BusHealthStatus.Healthy) ? null : health.Description;
    }

    /// <summary>Waits until the broker is there.</summary>
    public async Task PassAsync(CancellationToken cancellationToken)
    {
        while (Problem is not null)
        {
            await Task.Delay(Interval, time, cancellationToken);
        }
    }
}
