using System.Diagnostics;
using Crossdock.Bench.Figures;
using Crossdock.TestSupport;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Bench.Hub;

/// <summary>
/// The floor for the cost of an order: consumers that do nothing but send the next message, over a broker of their own with queues like
/// the hub's.
/// </summary>
internal static class ChainBench
{
    /// <summary>
    /// OrderReceived, DeliverOrder, OrderDelivered, ShipmentTracked, ConfirmShipment, ShipmentConfirmed, StockMoved, OrderSettled.
    /// </summary>
    public const int HopsOfAnOrder = 8;

    private const int WarmUp = 500;
    private const int Messages = 3000;

    public static async Task<IReadOnlyList<Measurement>> RunAsync(int hops)
    {
        await using var broker = await Broker.StartNewAsync();
        var arrivals = new Arrivals();
        await using var provider = new ServiceCollection()
            .AddLogging()
            .AddSingleton(arrivals)
            .AddMassTransit(bus =>
            {
                bus.DisableUsageTelemetry();
                bus.AddConsumer<HopConsumer>();
                bus.UsingRabbitMq(
                    (context, rabbit) =>
                    {
                        rabbit.Host(broker.Address);
                        for (var hop = 1; hop <= hops; hop++)
                        {
                            rabbit.ReceiveEndpoint(
                                QueueOf(hop),
                                queue =>
                                {
                                    queue.ConfigureConsumeTopology = false;
                                    queue.SetQuorumQueue();
                                    queue.PrefetchCount = 32;
                                    queue.ConfigureConsumer<HopConsumer>(context);
                                }
                            );
                        }
                    }
                );
            })
            .BuildServiceProvider(validateScopes: true);
        var control = provider.GetRequiredService<IBusControl>();
        await control.StartAsync();
        try
        {
            await SendAsync(control, arrivals, hops, WarmUp);
            using var self = Process.GetCurrentProcess();
            var (client, server, watch) = (self.TotalProcessorTime, broker.ProcessorTime, Stopwatch.StartNew());
            await SendAsync(control, arrivals, hops, Messages);
            self.Refresh();
            var group = $"a bare chain of {hops} messages";
            return
            [
                new(
                    group,
                    "client, processor time",
                    (self.TotalProcessorTime - client).TotalMilliseconds / Messages,
                    "ms"
                ),
                new(
                    group,
                    "broker, processor time",
                    ((broker.ProcessorTime - server) ?? default).TotalMilliseconds / Messages,
                    "ms"
                ),
                new(group, "chains that end in a second", Messages / watch.Elapsed.TotalSeconds, "chains/s"),
            ];
        }
        finally
        {
            await control.StopAsync();
        }
    }

    private static string QueueOf(int hop) => $"bench-hop-{hop}";

    private static async Task SendAsync(IBus bus, Arrivals arrivals, int hops, int count)
    {
        var done = arrivals.Expect(count);
        var first = await bus.GetSendEndpoint(new Uri($"exchange:{QueueOf(1)}"));
        // About as long as a DeliverOrder.
        var content = new string('x', 1500);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = 32 },
            async (_, stop) => await first.Send(new Hop(1, hops, content), stop)
        );
        await done.WaitAsync(TimeSpan.FromMinutes(5));
    }

    /// <param name="Number">Which hop it is, from 1.</param>
    /// <param name="Of">How many there are.</param>
    /// <param name="Content">So that it has the size of an order.</param>
    public sealed record Hop(int Number, int Of, string Content);

    private sealed class HopConsumer(Arrivals arrivals) : IConsumer<Hop>
    {
        public async Task Consume(ConsumeContext<Hop> context)
        {
            var hop = context.Message;
            if (hop.Number == hop.Of)
            {
                arrivals.Add();
                return;
            }

            var next = await context.GetSendEndpoint(new Uri($"exchange:{QueueOf(hop.Number + 1)}"));
            await next.Send(hop with { Number = hop.Number + 1 }, context.CancellationToken);
        }
    }

    private sealed class Arrivals
    {
        private TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int missing;

        public Task Expect(int count)
        {
            done = new(TaskCreationOptions.RunContinuationsAsynchronously);
            Volatile.Write(ref missing, count);
            return done.Task;
        }

        public void Add()
        {
            if (Interlocked.Decrement(ref missing) == 0)
            {
                done.TrySetResult();
            }
        }
    }
}
