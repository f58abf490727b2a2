using Crossdock.Platform.Messaging;
using Crossdock.TestSupport;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Platform.Tests.Messaging;

public sealed class When_the_handler_of_a_message_hangs
{
    [Fact]
    public async Task Should_cancel_it_and_deliver_the_message_again()
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

        await bus.Bus.Publish(new HangingMessage("what hangs?"));

        await Wait.UntilAsync(() => tries.Through == 1, "the second try to come through");
        Assert.Equal(2, tries.Count);
    }

    public sealed record HangingMessage(string Text);

    public sealed class Tries
    {
        public int Count { get; set; }
        public int Through { get; set; }
    }

    public sealed class HangingConsumer(Tries tries) : IConsumer<HangingMessage>
    {
        public async Task Consume(ConsumeContext<HangingMessage> context)
        {
            if (++tries.Count == 1)
            {
                await Task.Delay(Timeout.Infinite, CancellationToken.None);
            }

            tries.Through++;
        }
    }
}
