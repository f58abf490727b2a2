using System.Diagnostics;
using System.Globalization;
using Crossdock.Bench.Figures;
using Crossdock.TestSupport;

namespace Crossdock.Bench.Hub;

/// <summary>The program that the README begins with: how soon it takes its first order, and how many it brings to their ends in a second.</summary>
internal static class AllInOneBench
{
    private const string FirstOrder = "received, routed";

    public static async Task<IReadOnlyList<Measurement>> RunAsync(int orders)
    {
        var starts = new List<double>();
        for (var i = 0; i < 3; i++)
        {
            starts.Add(await StartAsync());
        }

        var (seconds, processor) = await OnceAsync(orders);
        return
        [
            new(
                "all-in-one",
                "from process start to the first order taken, best of three",
                starts.Min(),
                "s",
                Target: 1.5
            ),
            new(
                "all-in-one",
                $"--once --orders {orders}, from start to end",
                orders / seconds,
                "orders/s",
                Target: 250
            ),
            new(
                "all-in-one",
                "processor time of an order, with the external systems and the start",
                processor.TotalMilliseconds / orders,
                "ms"
            ),
        ];
    }

    private static async Task<double> StartAsync()
    {
        var watch = Stopwatch.StartNew();
        await using var hub = Start(100);
        while (!hub.Lines.Any(line => line.Contains(FirstOrder, StringComparison.Ordinal)))
        {
            if (hub.HasExited || watch.Elapsed > Wait.Timeout)
            {
                throw new InvalidOperationException($"all-in-one takes no order:\n{hub.Output}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5));
        }

        return watch.Elapsed.TotalSeconds;
    }

    private static async Task<(double Seconds, TimeSpan Processor)> OnceAsync(int orders)
    {
        var watch = Stopwatch.StartNew();
        var processor = TimeSpan.Zero;
        await using var hub = Start(orders);
        while (!hub.HasExited)
        {
            try
            {
                processor = hub.ProcessorTime;
            }
            catch (InvalidOperationException)
            {
                // It has just ended; what it used is what was read last.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }

        return await hub.EndedAsync() == 0
            ? (watch.Elapsed.TotalSeconds, processor)
            : throw new InvalidOperationException($"all-in-one ended with a difference:\n{hub.Lines.Last()}");
    }

    private static ChildProcess Start(int orders) =>
        ChildProcess.Start(
            "dotnet",
            [
                "exec",
                Path.Combine(
                    Repository.Root,
                    "services/all-in-one/bin",
                    Repository.Configuration,
                    Repository.Framework,
                    "Crossdock.AllInOne.dll"
                ),
                "--once",
                "--orders",
                orders.ToString(CultureInfo.InvariantCulture),
            ],
            []
        );
}
