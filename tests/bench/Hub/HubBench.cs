using Crossdock.Bench.Figures;

namespace Crossdock.Bench.Hub;

/// <summary>Runs the parts that were asked for, one after the other.</summary>
internal static class HubBench
{
    private static readonly TimeSpan OftenPolled = TimeSpan.FromSeconds(1);

    /// <summary>Longer than any run: what is read before it was told of by webhook.</summary>
    private static readonly TimeSpan HardlyPolled = TimeSpan.FromMinutes(30);

    public static async Task<IReadOnlyList<Measurement>> RunAsync(Options options)
    {
        var measured = new List<Measurement>();
        if (options.Wants("calls"))
        {
            measured.AddRange(
                (await CallBench.RunAsync(1000, CancellationToken.None)).Select(row => new Measurement(
                    "calls to QuickBooks Commerce",
                    row.Description,
                    row.Calls,
                    "calls",
                    row.Target
                ))
            );
        }

        if (options.Wants("cost"))
        {
            measured.AddRange(await ChainBench.RunAsync(4));
            measured.AddRange(await ChainBench.RunAsync(ChainBench.HopsOfAnOrder));
            await using var hub = new BenchHub();
            await hub.StartAsync(OftenPolled);
            measured.AddRange(await CostBench.RunAsync(hub, options.Orders, "services apart"));
            measured.AddRange(await CostBench.IdleAsync(hub, "services apart"));
        }

        if (options.Wants("latency"))
        {
            foreach (
                var (how, poll) in (IEnumerable<(string, TimeSpan)>)
                    [("by webhook", HardlyPolled), ("polled each second", OftenPolled)]
            )
            {
                await using var hub = new BenchHub();
                await hub.StartAsync(poll);
                var targets = poll == HardlyPolled;
                measured.AddRange(await LatencyBench.RunAsync(hub, how, targets ? 0.3 : null, targets ? 1 : null));
            }
        }

        if (options.Wants("all-in-one"))
        {
            measured.AddRange(await AllInOneBench.RunAsync(options.Orders));
        }

        if (options.Wants("growth"))
        {
            measured.AddRange(await GrowthAsync(options));
        }

        return measured;
    }

    private static async Task<IReadOnlyList<Measurement>> GrowthAsync(Options options)
    {
        const int First = 300;
        await using var hub = new BenchHub();
        await hub.StartAsync(OftenPolled);
        await hub.SettleAsync(First);
        await hub.StopServicesAsync();
        await StoreFill.RunAsync(hub.StoreFolder, options.Stored);
        await hub.StartServicesAsync();
        return await CostBench.RunAsync(hub, options.Orders, $"services apart, {options.Stored} orders stored", First);
    }
}
