using MassTransit;

namespace Crossdock.Platform.Messaging;

/// <summary>
/// Publishing with an end. RabbitMQ.Client 7 may wait forever for the confirmation of a message whose connection broke (its issue 1930
/// tells of it); whoever waits gives up here, and the message is published again from its document.
/// </summary>
public static class Publishing
{
    /// <summary>Longer than a healthy broker ever takes to confirm.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    /// <param name="requiresSubscriber">Whether it is an error where no queue takes the message.</param>
    /// <exception cref="TimeoutException">The broker has not confirmed; the message may be there or not.</exception>
    public static async Task PublishAsync(
        this IPublishEndpoint bus,
        object message,
        CancellationToken cancellationToken,
        bool requiresSubscriber = true
    )
    {
        // Not disposed: in a consumer the message leaves after this method has ended, still with this token.
        var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Timeout);
        try
        {
            // MassTransit looks at the token, but not while it waits for a channel or declares an exchange on one that has broken.
            await bus.Publish(
                    message,
                    message.GetType(),
                    publish => publish.Mandatory &= requiresSubscriber,
                    timeout.Token
                )
                .WaitAsync(timeout.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"the broker has not confirmed a {message.GetType().Name} in {Timeout}", e);
        }
    }
}
