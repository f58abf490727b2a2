using MassTransit;
using MassTransit.RabbitMqTransport;
using RabbitMQ.Client.Exceptions;

namespace Crossdock.Platform.Bus;

/// <summary>The connection on which a message came was lost while it was handled: the broker gives it again.</summary>
internal sealed class DeliveryLostException(Exception inner)
    : Exception("The connection on which the message came was lost; the broker gives it again.", inner);

/// <summary>
/// Keeps a message whose connection was lost from blocking the way back. MassTransit 8.4 closes the channel of a message that it cannot
/// acknowledge, out of the very task that handles it; RabbitMQ.Client 7.1 waits, in closing, for that task to end. Both wait for ever, and
/// with them every other endpoint on the connection, which never hears that it is gone. Another exception leaves the channel to those who
/// close it anyway.
/// </summary>
internal sealed class LostDeliveries : IReceiveObserver
{
    public async Task ReceiveFault(ReceiveContext context, Exception exception)
    {
        if (exception is not (OperationInterruptedException or EndOfStreamException))
        {
            return;
        }

        await GiveBackAsync(context);
        throw new DeliveryLostException(exception);
    }

    /// <summary>Where the channel is still open, the message must not stay with us.</summary>
    private static async Task GiveBackAsync(ReceiveContext context)
    {
        if (
            !context.TryGetPayload(out ChannelContext? channel)
            || !context.TryGetPayload(out RabbitMqBasicConsumeContext? delivery)
        )
        {
            return;
        }

        try
        {
            await channel.BasicNack(delivery.DeliveryTag, multiple: false, requeue: true);
        }
        catch (Exception e) when (e is RabbitMQClientException or IOException or ObjectDisposedException)
        {
            // Then it has closed meanwhile, and the broker has the message already.
        }
    }

    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
        where T : class => Task.CompletedTask;

    public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
        where T : class => Task.CompletedTask;
}
