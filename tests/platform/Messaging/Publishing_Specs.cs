using Crossdock.Platform.Messaging;
using Crossdock.TestSupport;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Platform.Tests.Messaging;

public sealed class When_many_messages_are_published
{
    private const int Messages = 5000;
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_leave_no_timer_behind_for_each()
    {
        var counter = new Counter();
        await using var bus = await RunningBus.StartAsync(
            new BusOptions { Transport = BusTransport.InMemory },
            consume =>
            {
                consume.AddConsumer<OrderConsumer>();
                consume.AddConsumer<ReceiptConsumer>();
            },
            services => services.AddSingleton(counter)
        );
        var before = Timer.ActiveCount;

        for (var i = 0; i < Messages; i++)
        {
            await bus.Bus.PublishAsync(new Order(i), Ct);
        }

        await Wait.UntilAsync(() => Volatile.Read(ref counter.Receipts) == Messages, "all messages to be handled");
        Assert.InRange(Timer.ActiveCount - before, -Messages, Messages / 10);
    }

    public sealed record Order(int Number);

    public sealed record Receipt(int Number);

    public sealed class Counter
    {
        public int Receipts;
    }

    /// <summary>Publishes through the outbox, which sends the message after the consumer has ended.</summary>
    public sealed class OrderConsumer : IConsumer<Order>
    {
        public Task Consume(ConsumeContext<Order> context) =>
            context.PublishAsync(new Receipt(context.Message.Number), context.CancellationToken);
    }

    public sealed class ReceiptConsumer(Counter counter) : IConsumer<Receipt>
    {
        public Task Consume(ConsumeContext<Receipt> context)
        {
            Interlocked.Increment(ref counter.Receipts);
            return Task.CompletedTask;
        }
    }
}
