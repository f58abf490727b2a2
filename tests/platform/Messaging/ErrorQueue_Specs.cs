using System.Collections.Concurrent;
using Crossdock.Contracts;
using Crossdock.Platform.Messaging;
using Crossdock.TestSupport;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;

namespace Crossdock.Platform.Tests.Messaging;

public sealed class When_messages_wait_in_an_error_queue(BrokerFixture fixture)
{
    private readonly ConcurrentQueue<object> reported = [];
    private readonly string queue = $"spec-{Guid.NewGuid():N}";

    [Fact]
    public async Task Should_be_on_the_list_of_exceptions_until_it_is_empty()
    {
        await using var bus = await StartAsync();
        await bus.CountAsync();
        await bus.Bus.Publish(new Order("a"));
        await Wait.UntilAsync(() => bus.Logs.Any(log => log.Event == "MessageFailed"), "the failure");

        await Wait.UntilAsync(
            async () =>
            {
                await bus.CountAsync();
                return OfErrors<ExceptionRaised>(one => one.Cause).Any();
            },
            "a report"
        );
        var raised = OfErrors<ExceptionRaised>(one => one.Cause).First();
        Assert.Equal((ExceptionKind.MessagesFailed, 1), (raised.Cause.Kind, raised.Count));
        Assert.Contains(bus.Logs, log => log.Event == "ErrorQueueNotEmpty");

        var before = OfErrors<ExceptionCleared>(one => one.Cause).Count();
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueuePurgeAsync($"{queue}_error");
        await bus.CountAsync();
        await Wait.UntilAsync(() => OfErrors<ExceptionCleared>(one => one.Cause).Count() > before, "the end of it");
    }

    [Fact]
    public async Task Should_ask_for_no_queue_that_is_not_there()
    {
        await using var bus = await StartAsync();
        await bus.CountAsync();

        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        Assert.Equal(0u, await channel.MessageCountAsync($"{queue}_error"));
        Assert.Equal(0u, await channel.MessageCountAsync($"{queue}_skipped"));
    }

    [Fact]
    public async Task Should_count_one_that_was_declared_differently()
    {
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueueDeclareAsync($"{queue}_error", durable: true, exclusive: false, autoDelete: false);
        await channel.BasicPublishAsync("", $"{queue}_error", "by hand"u8.ToArray());
        await using var bus = await StartAsync();

        await Wait.UntilAsync(
            async () =>
            {
                await bus.CountAsync();
                return OfErrors<ExceptionRaised>(one => one.Cause).Any();
            },
            "a report"
        );
    }

    private Task<RunningBus> StartAsync() =>
        RunningBus.StartAsync(
            new BusOptions { RabbitMq = fixture.Broker.Address, Retries = 1 },
            bus =>
            {
                bus.AddConsumer<OrderConsumer>().Endpoint(e => e.Name = queue);
                bus.AddConsumer<ReportConsumer>().Endpoint(e => e.Name = $"{queue}-reports");
            },
            services => services.AddSingleton(reported)
        );

    private IEnumerable<T> OfErrors<T>(Func<T, ExceptionCause> cause) =>
        reported.OfType<T>().Where(one => cause(one).Subject == $"{queue}_error");

    private Task<IConnection> ConnectAsync() =>
        new ConnectionFactory { Uri = fixture.Broker.Address }.CreateConnectionAsync();

    public sealed record Order(string Name);

    public sealed class OrderConsumer : IConsumer<Order>
    {
        public Task Consume(ConsumeContext<Order> context) => throw new InvalidOperationException("It always fails.");
    }

    public sealed class ReportConsumer(ConcurrentQueue<object> reported)
        : IConsumer<ExceptionRaised>,
            IConsumer<ExceptionCleared>
    {
        public Task Consume(ConsumeContext<ExceptionRaised> context) => Keep(context.Message);

        public Task Consume(ConsumeContext<ExceptionCleared> context) => Keep(context.Message);

        private Task Keep(object message)
        {
            reported.Enqueue(message);
            return Task.CompletedTask;
        }
    }
}
