using Crossdock.Platform.Storage;
using MassTransit;
using RabbitMQ.Client.Exceptions;

namespace Crossdock.Platform.Messaging;

/// <summary>A failure that passes unattended and is nobody's fault: a message that meets it waits instead of using up its chances.</summary>
internal static class Outage
{
    /// <summary>The store does not answer or cannot write.</summary>
    public static bool OfStore(Exception exception) => Chain(exception).Any(e => e is StoreUnavailableException);

    /// <summary>
    /// What a message led to could not be said: no connection, no confirmation in time (<see cref="Publishing"/>), or no queue yet that
    /// takes it.
    /// </summary>
    public static bool OfBroker(Exception exception) =>
        !OfStore(exception)
        && Chain(exception)
            .Any(e =>
                e
                    is TransportException
                        or ConnectionException
                        or TransportUnavailableException
                        or MessageReturnedException
                        or MessageNotAcknowledgedException
                        or RabbitMQClientException
                        or OperationCanceledException
                        or TimeoutException
            );

    /// <summary>The broker does not know the user, or the password is another one.</summary>
    public static bool IsRefusedSignIn(Exception? exception) =>
        Chain(exception).Any(e => e is AuthenticationFailureException);

    private static IEnumerable<Exception> Chain(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            yield return exception;
        }
    }
}
