using System.Diagnostics;
using Crossdock.Bench.Figures;

namespace Crossdock.Bench.Hub;

/// <summary>What an order costs in processor time, services and broker apart, and how many orders there are in a second.</summary>
internal static class CostBench
{
    private const int WarmUp = 300;

    /// <param name="hub">Started.</param>
    /// <param name="orders">How many orders are measured.</param>
    /// <param name="group">What the figures are called by.</param>
    /// <param name="placed">How many orders were placed before.</param>
    public static async Task<IReadOnlyList<Measurement>> RunAsync(
        BenchHub hub,
        int orders,
        string group,
        int placed = 0
    )
    {
        await hub.SettleAsync(placed + WarmUp);
        var before = hub.ProcessorTimes();
        var watch = Stopwatch.StartNew();
        await hub.SettleAsync(placed + WarmUp + orders);
        var seconds = watch.Elapsed.TotalSeconds;
        var costs = hub.ProcessorTimes()
            .Select(part => (part.Key, Milliseconds: (part.Value - before[part.Key]).TotalMilliseconds / orders))
            .ToList();
        return
        [
            .. costs.Select(cost => new Measurement(
                group,
                $"{cost.Key}, processor time of an order",
                cost.Milliseconds,
                "ms"
            )),
            new(
                group,
                "services and broker, processor time of an order",
                costs.Sum(c => c.Milliseconds),
                "ms",
                Target: 6
            ),
            new(
                group,
                "orders that end in a second, the external systems on the same machine",
                orders / seconds,
                "orders/s"
            ),
        ];
    }

    /// <summary>What the services use while nothing happens, and what they occupy.</summary>
    public static async Task<IReadOnlyList<Measurement>> IdleAsync(BenchHub hub, string group)
    {
        var span = TimeSpan.FromSeconds(20);
        var before = hub.ProcessorTimes();
        await Task.Delay(span);
        var after = hub.ProcessorTimes();
        return
        [
            .. hub.Services.Select(service => new Measurement(
                group,
                $"{service.Name}, idle",
                100 * (after[service.Name] - before[service.Name]) / span,
                "% of a core",
                Target: 1
            )),
            .. hub.Services.Select(service => new Measurement(
                group,
                $"{service.Name}, memory",
                service.Memory / 1024.0 / 1024.0,
                "MiB"
            )),
        ];
    }
}
