using MassTransit;
using MassTransit.RabbitMqTransport;
using Microsoft.Extensions.Logging;

namespace Crossdock.Platform.Messaging;

/// <summary>Logs what ends in an error queue: the message is kept there, and the rest goes on.</summary>
public sealed partial class UnreadableMessages(ILogger<UnreadableMessages> logger) : IReceiveObserver
{
    /// <summary>It could not be read.</summary>
    public Task ReceiveFault(ReceiveContext context, Exception exception) =>
        Log(context, context.GetMessageId(), exception);

    /// <summary>Its consumer failed, with the last try too.</summary>
    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
        where T : class => Log(context.ReceiveContext, context.MessageId, exception);

    public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
        where T : class => Task.CompletedTask;

    private Task Log(ReceiveContext context, Guid? messageId, Exception exception)
    {
        // Where the channel has closed, the broker has the message still and gives it again.
        if (!(context.TryGetPayload(out ChannelContext? on) && on.Channel.IsClosed))
        {
            MessageFailed(
                logger,
                messageId ?? Guid.Empty,
                context.InputAddress.AbsolutePath.Split('/')[^1],
                exception.Message
            );
        }

        return Task.CompletedTask;
    }

    [LoggerMessage(LogLevel.Error, "Message {MessageId} cannot be handled and is kept in {Queue}_error: {Reason}")]
    private static partial void MessageFailed(ILogger logger, Guid messageId, string queue, string reason);
}
