using MassTransit;

namespace Crossdock.Platform.Messaging;

/// <summary>How often a consumer gets a message again that it could not handle.</summary>
internal static class Retries
{
    /// <summary>
    /// Longer than a broker's restart and than services need to follow each other. A message without a reader must not hold up the
    /// others forever: it then goes to the error queue, and is published again from its document.
    /// </summary>
    private static readonly TimeSpan BrokerTimeout = TimeSpan.FromMinutes(5);

    public static void UseRetries(
        this IReceiveEndpointConfigurator endpoint,
        BusOptions options,
        IRetryObserver waiting
    )
    {
        // A stopped store comes back: the message waits here, unacknowledged, and goes nowhere else meanwhile. Without the store
        // nothing can be done with any other message either.
        endpoint.UseMessageRetry(retry =>
        {
            retry.Handle<Exception>(Outage.OfStore);
            retry.Interval(100_000, options.OutageRetryInterval);
            retry.ConnectRetryObserver(waiting);
        });
        endpoint.UseMessageRetry(retry =>
        {
            retry.Handle<Exception>(Outage.OfBroker);
            retry.Interval((int)(BrokerTimeout / options.OutageRetryInterval), options.OutageRetryInterval);
            retry.ConnectRetryObserver(waiting);
        });
        // The loser of a race decides again on what the winner left. Everything else gets a few chances and then a place in
        // the error queue, where a person finds it.
        endpoint.UseMessageRetry(retry =>
        {
            retry.Ignore<Exception>(e => Outage.OfStore(e) || Outage.OfBroker(e));
            retry.Exponential(
                options.Retries,
                TimeSpan.FromMilliseconds(20),
                TimeSpan.FromSeconds(20),
                TimeSpan.FromMilliseconds(50)
            );
        });
    }
}
