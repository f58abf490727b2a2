using MassTransit;

namespace Crossdock.Platform.Bus;

/// <summary>
/// Publishing with an end. RabbitMQ.Client 7 may wait for ever for the confirmation of a message whose connection broke (its issue 1930
/// tells of it); whoever waits gives up here, and the message is said again from its document.
/// </summary>
public static class Publishing
{
    /// <summary>Longer than a healthy broker ever takes to confirm.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <param name="somebodyMustHear">Whether it is an error where no queue takes the message.</param>
    /// <exception cref="TimeoutException">The broker has not confirmed; the message may be there or not.</exception>
    public static async Task SayAsync(
        this IPublishEndpoint bus,
        object message,
        CancellationToken cancellationToken,
        bool somebodyMustHear = true
    )
    {
        // Not disposed: in a consumer the message leaves after this method has ended, still with this token.
        var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            // MassTransit looks at the token, but not while it waits for a channel or declares an exchange on one that has broken.
            await bus.Publish(
                    message,
                    message.GetType(),
                    publish => publish.Mandatory &= somebodyMustHear,
                    patience.Token
                )
                .WaitAsync(patience.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"the broker has not confirmed a {message.GetType().Name} in {Patience}", e);
        }
    }
}
