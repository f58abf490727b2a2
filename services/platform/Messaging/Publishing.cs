using System.Diagnostics;
using MassTransit;

namespace Crossdock.Platform.Messaging;

/// <summary>
/// Publishing with a timeout. RabbitMQ.Client 7 may wait forever for the confirmation of a message whose connection broke (its issue 1930);
/// the publisher gives up here, and the message is published again from its document.
/// </summary>
public static class Publishing
{
    /// <summary>Longer than a healthy broker ever takes to confirm.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);
    private static readonly Lock Renewing = new();
    private static CancellationTokenSource deadline = new();
    private static long renewedAt;

    /// <param name="requiresSubscriber">True if it is an error that no queue takes the message.</param>
    /// <exception cref="TimeoutException">The broker has not confirmed; the message may have arrived or not.</exception>
    public static async Task PublishAsync(
        this IPublishEndpoint bus,
        object message,
        CancellationToken cancellationToken,
        bool requiresSubscriber = true
    )
    {
        try
        {
            // A consumer's message leaves after this method has ended, so only the shared deadline can end that. Elsewhere the wait is what
            // counts: MassTransit ignores the token while it waits for a channel or declares an exchange on one that has broken.
            await bus.Publish(
                    message,
                    message.GetType(),
                    publish => publish.Mandatory &= requiresSubscriber,
                    Deadline()
                )
                .WaitAsync(Timeout, cancellationToken);
        }
        catch (Exception e)
            when (e is TimeoutException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"the broker has not confirmed a {message.GetType().Name} in {Timeout}", e);
        }
    }

    /// <summary>One for all messages of a second: a timer per message would live on long after its message was confirmed.</summary>
    private static CancellationToken Deadline()
    {
        lock (Renewing)
        {
            if (renewedAt == 0 || Stopwatch.GetElapsedTime(renewedAt) > Step)
            {
                renewedAt = Stopwatch.GetTimestamp();
                deadline = new CancellationTokenSource(Timeout + Step); // The last one may still be in use; its timer ends it.
            }

            return deadline.Token;
        }
    }
}
