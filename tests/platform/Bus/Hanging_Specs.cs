using Crossdock.Platform.Messaging;
using Crossdock.TestSupport;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Platform.Tests.Bus;

public sealed class When_the_handling_of_a_message_hangs
{
    [Fact]
    public async Task Should_give_up_waiting_and_try_it_again()
    {
        var tries = new Tries();
        await using var bus = await RunningBus.StartAsync(
            new BusOptions
            {
                Transport = BusTransport.InMemory,
                OutageRetryInterval = TimeSpan.FromMilliseconds(20),
                HandlerTimeout = TimeSpan.FromMilliseconds(200),
            },
            consume => consume.AddConsumer<HangingConsumer>(),
            services => services.AddSingleton(tries)
        );

        await bus.Bus.Publish(new Riddle("what hangs?"));

        await Wait.UntilAsync(() => tries.Through == 1, "the second try to come through");
        Assert.Equal(2, tries.Count);
    }

    public sealed record Riddle(string Text);

    public sealed class Tries
    {
        public int Count { get; set; }
        public int Through { get; set; }
    }

    public sealed class HangingConsumer(Tries tries) : IConsumer<Riddle>
    {
        public async Task Consume(ConsumeContext<Riddle> context)
        {
            if (++tries.Count == 1)
            {
                await Task.Delay(Timeout.Infinite, CancellationToken.None);
            }

            tries.Through++;
        }
    }
}
